package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kserf.serf.TestPool.Node;
import io.kserf.swim.Address;
import io.kserf.swim.JoinTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How a pool comes together again, and what that costs while it cannot. */
class ReunionInAPoolTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Address NOBODY = Address.ipv4(10, 0, 9, 9, 7946);

  private final TestPool pool = new TestPool();
  private int lookUps;

  private static TestSettings shortMemory(TestSettings settings) {
    return settings.reconnectTimeout(Duration.ofMinutes(3)).tombstoneTimeout(Duration.ofMinutes(3));
  }

  private void seed(Node node, Address... addresses) {
    List<JoinTarget> seeds =
        Arrays.stream(addresses).map(address -> new JoinTarget("", address)).toList();
    node.serf.seeds(
        found -> {
          lookUps++;
          found.accept(seeds);
        });
  }

  private static long connects(Node node) {
    return node.seen.counters.getOrDefault("memberlist.tcp.connect", 0L);
  }

  private static List<String> tries(Node node) {
    return node.seen.log.stream()
        .filter(line -> line.contains("attempting to rejoin through"))
        .toList();
  }

  /** Tells the failure of everybody that was cut off, and has it reaped. */
  private void letTheLostBeReaped() {
    pool.advance(Duration.ofMinutes(5));
  }

  @Test
  void aMemberThatIsAloneFindsASeedThatComesLater() {
    Node a = pool.start("a");
    seed(a, Address.ipv4(10, 0, 0, 2, 7946));
    pool.advance(Duration.ofHours(1));
    assertThat(a.view()).containsOnlyKeys("a");

    Node late = pool.start("late");
    pool.advance(Duration.ofMinutes(1));

    assertThat(a.view()).contains(entry("late", "alive"));
    assertThat(late.view()).contains(entry("a", "alive"));
    assertThat(a.seen.log).contains("[INFO] serf: rejoined through 10.0.0.2:7946: 1 more alive");
  }

  @Test
  void theFirstSeedThatAnswersIsFoundAtOnceHoweverManyAreDown() {
    Node seed = pool.start("seed");
    Node a = pool.start("a");
    seed(a, Address.ipv4(10, 0, 8, 1, 7946), Address.ipv4(10, 0, 8, 2, 7946), seed.address);
    pool.advance(Duration.ofSeconds(1));

    assertThat(a.view()).contains(entry("seed", "alive"));
  }

  @Test
  void twoPoolsThatASeedConnectsBecomeOne() {
    List<Node> one = pool.startJoined("a", "b");
    List<Node> other = pool.startJoined("c", "d");

    seed(one.getFirst(), one.getLast().address, other.getLast().address);
    pool.advance(Duration.ofMinutes(2));

    assertThat(one.getLast().view()).containsOnlyKeys("a", "b", "c", "d");
    assertThat(other.getFirst().view()).containsOnlyKeys("a", "b", "c", "d");
  }

  @Test
  void membersThatHaveReapedEachOtherComeTogether() {
    List<Node> nodes = pool.startJoined(ReunionInAPoolTest::shortMemory, "a", "b");
    nodes.getLast().cutOff();
    letTheLostBeReaped();
    assertThat(nodes.getFirst().view()).containsOnlyKeys("a");
    pool.advance(Duration.ofDays(2));

    nodes.getLast().reconnect();
    pool.advance(Duration.ofMinutes(1));

    assertThat(nodes.getFirst().view()).containsEntry("b", "alive");
    assertThat(nodes.getLast().view()).containsEntry("a", "alive");
  }

  @Test
  void whoeverSeesAllItsSeedsAliveDoesNothing() {
    List<Node> nodes = pool.startJoined(TestSettings::silent, "a", "b", "c");
    Node a = nodes.getFirst();
    seed(a, nodes.get(1).address, nodes.get(2).address);
    pool.advance(Duration.ofMinutes(1));
    int lookedUp = lookUps;
    long connected = connects(a);

    pool.advance(Duration.ofHours(24));

    assertThat(connects(a)).isEqualTo(connected);
    assertThat(lookUps).isEqualTo(lookedUp).isEqualTo(1);
    assertThat(tries(a)).isEmpty();
  }

  @Test
  void aMembersOwnAddressIsNotMissing() {
    Node a = pool.start("a", TestSettings::silent);
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1};
    seed(a, a.address, Address.of(mapped, 7946));

    pool.advance(Duration.ofHours(1));

    assertThat(connects(a)).isZero();
  }

  @Test
  void triesBecomeSeldomButNeverStop() {
    Node a = pool.startJoined(TestSettings::silent, "a", "b").getFirst();
    seed(a, NOBODY);
    long before = connects(a);
    pool.advance(Duration.ofMinutes(5));
    assertThat(connects(a) - before).isBetween(3L, 5L);
    pool.advance(Duration.ofDays(30));
    long month = connects(a);

    pool.advance(Duration.ofHours(10));

    // From 5 to 10 minutes each.
    assertThat(connects(a) - month).isBetween(60L, 120L);
    assertThat(tries(a).getFirst()).startsWith("[INFO]");
    assertThat(tries(a).subList(1, tries(a).size())).allMatch(line -> line.startsWith("[DEBUG]"));
  }

  @Test
  void aMemberThatIsAloneTriesEveryMinute() {
    Node a = pool.start("a", TestSettings::silent);
    seed(a, NOBODY);
    pool.advance(Duration.ofDays(30));
    long month = connects(a);

    pool.advance(Duration.ofHours(1));

    assertThat(connects(a) - month).isBetween(60L, 120L);
  }

  @Test
  void aMemberThatIsAloneTriesOnlySomeOfManyAddressesAtATime() {
    Node a = pool.start("a", TestSettings::silent);
    var many = new ArrayList<Address>();
    for (int i = 1; i <= 200; i++) {
      many.add(Address.ipv4(10, 0, 7, i, 7946));
    }

    seed(a, many.toArray(Address[]::new));
    pool.advance(Duration.ofSeconds(10));

    assertThat(connects(a)).isEqualTo(16);
  }

  /** As behind a load balancer: whoever answers has another address. */
  @Test
  void anAddressThatIsNoMembersCostsAPushPullInTenMinutes() {
    List<Node> nodes = pool.startJoined(TestSettings::silent, "a", "b");
    pool.connect(NOBODY, nodes.getLast());
    Node a = nodes.getFirst();
    seed(a, NOBODY);
    pool.advance(Duration.ofHours(1));
    long before = connects(a);

    pool.advance(Duration.ofHours(10));

    assertThat(connects(a) - before).isBetween(60L, 120L);
    assertThat(a.seen.log).noneMatch(line -> line.contains("rejoined through"));
  }

  @Test
  void aSeedThatAllMissIsTriedByTenOfThemAtATime() {
    String[] names = new String[80];
    Arrays.setAll(names, i -> "m" + i);
    List<Node> nodes = pool.startJoined(TestSettings::silent, names);
    nodes.forEach(node -> node.join(nodes.getFirst()));
    nodes.forEach(node -> seed(node, NOBODY));
    pool.advance(Duration.ofHours(1));
    long before = nodes.stream().mapToLong(ReunionInAPoolTest::connects).sum();

    pool.advance(Duration.ofHours(10));

    // There are about 80 times to try.
    long tried = nodes.stream().mapToLong(ReunionInAPoolTest::connects).sum() - before;
    assertThat(tried).isBetween(600L, 1_000L);
  }

  @Test
  void theAddressesOfSeedsAreLookedUpAgain() {
    Node a = pool.start("a");
    var addresses = new ArrayList<JoinTarget>(List.of(new JoinTarget("", NOBODY)));
    a.serf.seeds(found -> found.accept(addresses));
    pool.advance(Duration.ofHours(1));
    Node moved = pool.start("moved");

    addresses.set(0, new JoinTarget("", moved.address));
    pool.advance(Duration.ofMinutes(1));

    assertThat(a.view()).contains(entry("moved", "alive"));
  }

  @Test
  void theLastAddressesCountWhileNobodyCanTellThem() {
    Node a = pool.start("a");
    Address seed = Address.ipv4(10, 0, 0, 2, 7946);
    var known = new ArrayList<JoinTarget>(List.of(new JoinTarget("", seed)));
    a.serf.seeds(found -> found.accept(known));
    pool.advance(Duration.ofMinutes(1));
    known.clear();
    pool.advance(Duration.ofHours(1));

    pool.startAt(seed, "seed", settings -> settings);
    pool.advance(Duration.ofMinutes(1));

    assertThat(a.view()).contains(entry("seed", "alive"));
  }

  @Test
  void anAnswerOfFormerSeedsThatComesLateDoesNotCount() {
    Node a = pool.start("a", TestSettings::silent);
    var late = new ArrayList<Runnable>();
    a.serf.seeds(found -> late.add(() -> found.accept(List.of(new JoinTarget("", NOBODY)))));
    pool.advance(Duration.ofSeconds(1));

    Node seed = pool.start("seed", TestSettings::silent);
    seed(a, seed.address);
    late.forEach(Runnable::run);
    pool.advance(Duration.ofMinutes(1));

    assertThat(a.view()).contains(entry("seed", "alive"));
    assertThat(tries(a)).noneMatch(line -> line.contains(NOBODY.toString()));
  }

  @Test
  void aSeedThatHasLeftIsNotDraggedBack() {
    List<Node> nodes = pool.startJoined(ReunionInAPoolTest::shortMemory, "a", "b", "seed");
    Node seed = nodes.getLast();
    seed(nodes.getFirst(), seed.address);
    seed.serf.leave(new Outcome<>());
    pool.advance(Duration.ofSeconds(5));
    seed.crash();

    Node back = pool.startAt(seed.address, "seed", settings -> settings);
    pool.advance(Duration.ofHours(2));

    assertThat(nodes.getFirst().view()).containsOnlyKeys("a", "b");
    assertThat(back.view()).containsOnlyKeys("seed");
    assertThat(tries(nodes.getFirst())).isEmpty();
  }

  @Test
  void aSeedThatLeftAndCameBackIsLookedForWhenItFailsLater() {
    List<Node> nodes = pool.startJoined(ReunionInAPoolTest::shortMemory, "a", "b", "seed");
    Node a = nodes.getFirst();
    Node seed = nodes.getLast();
    seed(a, seed.address);
    seed.serf.leave(new Outcome<>());
    pool.advance(Duration.ofSeconds(5));
    seed.crash();
    pool.advance(Duration.ofHours(1));
    Node back = pool.startAt(seed.address, "seed", settings -> settings);
    back.join(a);
    pool.advance(Duration.ofHours(1));

    back.crash();
    pool.advance(Duration.ofHours(1));
    pool.startAt(seed.address, "seed", settings -> settings);
    pool.advance(TEN_MINUTES);

    assertThat(a.view()).contains(entry("seed", "alive"));
  }

  @Test
  void aMemberThatWasPrunedIsNotLookedFor() {
    assertNotLookedForAfter(a -> a.serf.forceLeave("lost", true, new Outcome<>()), false);
  }

  @Test
  void aMemberThatWasForcedToLeaveIsNotLookedFor() {
    assertNotLookedForAfter(a -> a.serf.forceLeave("lost", false, new Outcome<>()), false);
  }

  @Test
  void norIsOneThatIsForcedToLeaveAfterItWasReaped() {
    assertNotLookedForAfter(a -> a.serf.forceLeave("lost", false, new Outcome<>()), true);
  }

  private interface Order {
    void give(Node node);
  }

  private void assertNotLookedForAfter(Order order, boolean afterReaping) {
    List<Node> nodes = pool.startJoined(ReunionInAPoolTest::shortMemory, "a", "b", "lost");
    Node a = nodes.getFirst();
    seed(a, nodes.getLast().address);
    nodes.getLast().crash();
    pool.advance(Duration.ofMinutes(1));
    if (afterReaping) {
      letTheLostBeReaped();
    }
    order.give(a);
    pool.advance(Duration.ofSeconds(10));
    nodes.forEach(node -> node.seen.log.clear());

    Node other = pool.startAt(nodes.getLast().address, "lost", settings -> settings);
    pool.advance(Duration.ofHours(2));

    assertThat(a.view()).containsOnlyKeys("a", "b");
    assertThat(other.view()).containsOnlyKeys("lost");
    assertThat(tries(a)).isEmpty();
    assertThat(tries(nodes.get(1))).isEmpty();
  }

  @Test
  void anotherMemberAtALostOnesAddressIsMetOnce() {
    List<Node> nodes = pool.startJoined(ReunionInAPoolTest::shortMemory, "a", "lost");
    Node a = nodes.getFirst();
    nodes.getLast().crash();
    letTheLostBeReaped();

    pool.startAt(nodes.getLast().address, "heir", ReunionInAPoolTest::shortMemory);
    pool.advance(TEN_MINUTES);

    assertThat(a.view()).containsOnlyKeys("a", "heir");
    a.seen.log.clear();
    pool.advance(Duration.ofHours(2));
    assertThat(tries(a)).isEmpty();
  }

  @Test
  void withoutRejoiningForeverNobodyIsLookedFor() {
    List<Node> nodes =
        pool.startJoined(s -> shortMemory(s).withoutRejoinForever(), "a", "b", "lost");
    Node a = nodes.getFirst();
    seed(a, NOBODY);
    nodes.getLast().cutOff();
    letTheLostBeReaped();
    pool.advance(Duration.ofHours(1));

    nodes.getLast().reconnect();
    pool.advance(Duration.ofHours(2));

    assertThat(a.view()).containsOnlyKeys("a", "b");
    assertThat(tries(a)).isEmpty();
    assertThat(lookUps).isZero();
  }

  @Test
  void whoLeavesLooksForNobody() {
    Node a = pool.start("a", TestSettings::silent);
    seed(a, NOBODY);
    pool.advance(Duration.ofMinutes(5));
    a.serf.leave(new Outcome<>());
    pool.advance(Duration.ofMinutes(1));
    long before = connects(a);

    pool.advance(Duration.ofHours(2));

    assertThat(connects(a)).isEqualTo(before);
  }

  @Test
  void theFirstMeetingIsAJoinLikeAnyOther() {
    Node seed = pool.start("seed");
    seed.serf.userEvent("old", new byte[0], false);
    pool.advance(Duration.ofSeconds(5));

    Node a = pool.start("a");
    seed(a, seed.address);
    pool.advance(Duration.ofSeconds(5));
    seed.serf.userEvent("new", new byte[0], false);
    pool.advance(Duration.ofSeconds(5));

    assertThat(a.seen.userEvents()).containsExactly("new@2=");
    assertThat(seed.seen.log).anyMatch(line -> line.contains("messageJoinType: a"));
  }

  @Test
  void whatHappenedWhileItWasAwayReachesAMemberThatWasThereBefore() {
    List<Node> nodes = pool.startJoined(ReunionInAPoolTest::shortMemory, "a", "b");
    Node b = nodes.getLast();
    b.cutOff();
    letTheLostBeReaped();
    nodes.getFirst().serf.userEvent("meanwhile", new byte[0], false);
    pool.advance(Duration.ofMinutes(1));

    b.reconnect();
    pool.advance(Duration.ofMinutes(2));

    assertThat(b.seen.userEvents()).containsExactly("meanwhile@1=");
  }

  @Test
  void intervalsThatNeverEndTurnItOff() {
    UnaryOperator<TestSettings> never = s -> s.silent().reconnectInterval(Duration.ZERO);
    Node a = pool.start("a", never);
    seed(a, NOBODY);

    pool.advance(Duration.ofHours(1));

    assertThat(connects(a)).isZero();
  }
}
