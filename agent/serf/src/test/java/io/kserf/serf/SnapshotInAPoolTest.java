package io.kserf.serf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kserf.serf.TestPool.Node;
import io.kserf.serf.snapshot.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole instances that are killed and start again from what they have recorded. */
class SnapshotInAPoolTest {
  private final TestPool pool = new TestPool();
  private final MemoryStore store = new MemoryStore();
  private final Node seed = pool.start("seed");
  private Node member = start(store.reopen(false));

  private Node start(Snapshot snapshot) {
    return pool.start("member", settings -> settings.snapshot(snapshot));
  }

  private Node startAgain(boolean rejoinAfterLeave) {
    Snapshot snapshot = store.reopen(rejoinAfterLeave);
    return pool.startAt(member.address, "member", settings -> settings.snapshot(snapshot));
  }

  private void join() {
    member.join(seed);
    pool.advance(Duration.ofSeconds(2));
  }

  private void crash() {
    member.crash();
    pool.advance(Duration.ofSeconds(20));
  }

  private static List<String> rejoins(Node node) {
    return node.seen.log.stream().filter(line -> line.matches(".*serf: .*[Rr]e-join.*")).toList();
  }

  @Test
  void aMemberRecordsItselfAndThoseThatItMeets() {
    join();

    assertThat(store.lines())
        .startsWith(
            "# kserf incarnation: 65", "alive: member 10.0.0.2:7946", "alive: seed 10.0.0.1:7946")
        .contains("clock: 1");
  }

  @Test
  void aMemberThatWasKilledFindsItsPoolAgain() {
    join();
    crash();
    assertThat(seed.view()).contains(entry("member", "failed"));

    member = startAgain(false);
    pool.advance(Duration.ofSeconds(5));

    assertThat(member.view()).containsOnly(entry("member", "alive"), entry("seed", "alive"));
    assertThat(seed.view()).contains(entry("member", "alive"));
    assertThat(member.seen.log)
        .containsSubsequence(
            "[INFO] serf: Attempting re-join to previously known node: seed: 10.0.0.1:7946",
            "[INFO] serf: Re-joined to previously known node: seed: 10.0.0.1:7946");
  }

  @Test
  void theReturnOfAMemberIsNoJoinIntent() {
    join();
    crash();
    seed.seen.log.clear();

    member = startAgain(false);
    pool.advance(Duration.ofSeconds(5));

    assertThat(seed.view()).contains(entry("member", "alive"));
    assertThat(seed.seen.log).noneMatch(line -> line.contains("messageJoinType"));
  }

  @Test
  void aMemberThatLeftStaysAlone() {
    join();
    member.serf.leave(new Outcome<>());
    pool.advance(Duration.ofSeconds(5));
    crash();
    assertThat(store.lines()).contains("leave");

    member = startAgain(false);
    pool.advance(Duration.ofMinutes(2));

    assertThat(member.view()).containsOnly(entry("member", "alive"));
    assertThat(rejoins(member)).isEmpty();
  }

  @Test
  void aMemberThatLeftFindsItsPoolAgainIfItIsToRejoin() {
    crash();
    member = startAgain(true);
    join();
    member.serf.leave(new Outcome<>());
    pool.advance(Duration.ofSeconds(5));
    crash();

    member = startAgain(true);
    pool.advance(Duration.ofSeconds(10));

    assertThat(member.view()).contains(entry("seed", "alive"));
    assertThat(seed.view()).contains(entry("member", "alive"));
  }

  @Test
  void theOneThatAnswersIsEnough() {
    join();
    Node other = pool.start("other");
    other.join(seed);
    pool.advance(Duration.ofSeconds(2));
    crash();
    other.crash();

    for (int i = 0; i < 10; i++) {
      member = startAgain(false);
      pool.advance(Duration.ofSeconds(3));
      assertThat(rejoins(member)).last().asString().contains("Re-joined", "seed");
      crash();
      // So that the next start has to find out for itself.
      store.append("alive: other 10.0.0.3:7946\n".getBytes(UTF_8));
    }
  }

  @Test
  void theOrderIsLeftToChance() {
    for (int i = 10; i < 30; i++) {
      store.append("alive: m%d 10.0.1.%d:7946\n".formatted(i, i).getBytes(UTF_8));
    }
    crash();

    member = startAgain(false);
    pool.advance(Duration.ofSeconds(1));

    List<String> attempts =
        rejoins(member).stream().filter(line -> line.contains("Attempting")).toList();
    assertThat(attempts).hasSize(20).doesNotHaveDuplicates().isNotEqualTo(sorted(attempts));
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  @Test
  void aMemberDoesNotRejoinItself() {
    crash();

    member = startAgain(false);
    pool.advance(Duration.ofMinutes(2));

    assertThat(store.lines()).contains("alive: member 10.0.0.2:7946");
    assertThat(rejoins(member)).isEmpty();
  }

  @Test
  void aMemberThatWasRenamedDoesNotRejoinItselfUnderItsOldName() {
    join();
    crash();

    Snapshot snapshot = store.reopen(false);
    member = pool.startAt(member.address, "renamed", settings -> settings.snapshot(snapshot));
    pool.advance(Duration.ofSeconds(5));

    assertThat(rejoins(member)).noneMatch(line -> line.contains(member.address.toString()));
    assertThat(member.view()).contains(entry("seed", "alive"));
  }

  @Test
  void whenNobodyAnswersItIsSaidOnceAndTriedAgain() {
    join();
    crash();
    seed.cutOff();

    member = startAgain(false);
    pool.advance(Duration.ofSeconds(65));
    assertThat(rejoins(member))
        .filteredOn(line -> line.startsWith("[WARN]"))
        .containsExactly(
            "[WARN] serf: Failed to re-join any previously known node (next attempt in 30 s)");

    seed.reconnect();
    pool.advance(Duration.ofSeconds(30));
    assertThat(member.view()).contains(entry("seed", "alive"));
  }

  @Test
  void whoHasFoundSomebodyElseDoesNotTryAgain() {
    join();
    crash();
    seed.cutOff();
    member = startAgain(false);
    pool.advance(Duration.ofSeconds(10));

    member.join(pool.start("stranger"));
    pool.advance(Duration.ofSeconds(2));
    member.seen.log.clear();
    pool.advance(Duration.ofSeconds(60));

    assertThat(member.view()).contains(entry("stranger", "alive"));
    assertThat(rejoins(member)).isEmpty();
  }

  @Test
  void whoLeavesDoesNotTryAgain() {
    join();
    crash();
    seed.cutOff();
    member = startAgain(false);
    pool.advance(Duration.ofSeconds(10));
    member.serf.leave(new Outcome<>());
    member.seen.log.clear();

    pool.advance(Duration.ofSeconds(60));

    assertThat(rejoins(member)).isEmpty();
  }

  @Test
  void nobodyIsTriedForLongerThanAFailedMemberWouldBe() {
    store.append("alive: ghost 10.0.9.9:7946\n".getBytes(UTF_8));
    crash();
    member = startAgain(false);
    pool.advance(Duration.ofHours(25));
    member.seen.log.clear();

    pool.advance(Duration.ofHours(1));

    assertThat(rejoins(member)).isEmpty();
  }

  @Test
  void afterThatItIsLookedForAsOneThatWasLost() {
    join();
    crash();
    seed.cutOff();
    member = startAgain(false);
    pool.advance(Duration.ofHours(30));

    seed.reconnect();
    pool.advance(Duration.ofMinutes(1));

    assertThat(member.view()).contains(entry("seed", "alive"));
  }

  @Test
  void whomThePoolDoesNotKnowAnyMoreIsLookedForToo() {
    join();
    Node apart = pool.start("apart");
    store.append("alive: apart 10.0.0.3:7946\n".getBytes(UTF_8));
    crash();

    member = startAgain(false);
    pool.advance(Duration.ofMinutes(10));

    assertThat(seed.view()).contains(entry("apart", "alive"));
    assertThat(apart.view()).contains(entry("seed", "alive"));
  }

  @Test
  void butNotWhoHasLeftMeanwhile() {
    join();
    Node gone = pool.start("gone");
    gone.join(seed);
    pool.advance(Duration.ofSeconds(2));
    crash();
    gone.serf.leave(new Outcome<>());
    pool.advance(Duration.ofSeconds(10));
    gone.crash();
    Node alone = pool.startAt(gone.address, "gone", settings -> settings);

    member = startAgain(false);
    pool.advance(Duration.ofHours(1));

    assertThat(member.view()).contains(entry("seed", "alive")).doesNotContainKey("gone");
    assertThat(alone.view()).containsOnlyKeys("gone");
  }

  @Test
  void theClocksGoOnWhereTheyWere() {
    join();
    member.serf.userEvent("deploy", new byte[0], false);
    member.serf.query("load", new byte[0], QueryParams.DEFAULT, new Replies());
    pool.advance(Duration.ofSeconds(10));
    Map<String, String> before = member.serf.stats();
    crash();
    seed.cutOff();

    member = startAgain(false);

    assertThat(member.serf.stats())
        .containsEntry("member_time", before.get("member_time"))
        .containsEntry("event_time", before.get("event_time"))
        .containsEntry("query_time", before.get("query_time"));
  }

  @Test
  void whatWasDeliveredBeforeIsNotDeliveredAgain() {
    join();
    seed.serf.userEvent("before", new byte[0], false);
    pool.advance(Duration.ofSeconds(3));
    assertThat(member.seen.userEvents()).containsExactly("before@1=");
    crash();

    member = startAgain(false);
    pool.advance(Duration.ofSeconds(5));
    seed.serf.userEvent("after", new byte[0], false);
    pool.advance(Duration.ofSeconds(3));

    assertThat(member.seen.userEvents()).containsExactly("after@2=");
  }

  @Test
  void aQueryThatWasDeliveredBeforeIsNotDeliveredAgain() {
    join();
    seed.serf.query("load", new byte[0], QueryParams.DEFAULT, new Replies());
    pool.advance(Duration.ofMillis(300));
    assertThat(member.seen.queries()).hasSize(1);

    // The seed still has the query to gossip, and a ring of old ones is lost with a process.
    member.crash();
    member = startAgain(false);
    pool.advance(Duration.ofSeconds(10));

    assertThat(member.view()).contains(entry("seed", "alive"));
    assertThat(member.seen.queries()).isEmpty();
  }

  @Test
  void queriesToSerfItselfAreRecordedAndThoseForOthersAreNot() {
    join();
    seed.serf.query("_serf_ping", new byte[0], QueryParams.DEFAULT, new Replies());
    pool.advance(Duration.ofSeconds(1));
    assertThat(store.lines()).contains("query-clock: 1");

    var forSeed = new QueryParams(List.of("seed"), Map.of(), false, 0, Duration.ofSeconds(1));
    seed.serf.query("load", new byte[0], forSeed, new Replies());
    pool.advance(Duration.ofSeconds(1));

    assertThat(member.serf.stats()).containsEntry("query_time", "3");
    assertThat(store.lines()).doesNotContain("query-clock: 2");
  }

  /** What the pool says of the former run does not reach this one: it has outbid that already. */
  private static List<String> refutations(Node node) {
    return node.seen.log.stream().filter(line -> line.contains("memberlist: Refuting")).toList();
  }

  @Test
  void whoComesBackIsAliveAtOnceAlthoughOthersTakeItForDead() {
    join();
    crash();
    assertThat(seed.view()).contains(entry("member", "failed"));

    member = startAgain(false);
    pool.advance(Duration.ofMillis(10));

    assertThat(seed.view()).contains(entry("member", "alive"));
    assertThat(refutations(member)).isEmpty();
  }

  @Test
  void whoComesBackIsAliveAtOnceAlthoughOthersSawItLeave() {
    crash();
    member = startAgain(true);
    join();
    member.serf.leave(new Outcome<>());
    pool.advance(Duration.ofSeconds(5));
    crash();
    assertThat(seed.view()).contains(entry("member", "left"));

    member = startAgain(true);
    pool.advance(Duration.ofMillis(10));

    assertThat(seed.view()).contains(entry("member", "alive"));
    assertThat(refutations(member)).isEmpty();
  }

  @Test
  void whoComesBackWhileOthersSuspectItIsNeverFailed() {
    join();
    member.crash();
    pool.advance(Duration.ofSeconds(3));
    seed.seen.events.clear();

    member = startAgain(false);
    pool.advance(Duration.ofSeconds(30));

    assertThat(seed.seen.events).isEmpty();
    assertThat(refutations(member)).isEmpty();
  }

  @Test
  void whatWasAnnouncedLaterIsOutbidAsWell() {
    join();
    for (int i = 0; i < 200; i++) {
      member.serf.setTags(Map.of("turn", "" + i), new Outcome<>());
    }
    pool.advance(Duration.ofSeconds(5));
    crash();

    member = startAgain(false);
    pool.advance(Duration.ofMillis(10));

    assertThat(seed.view()).contains(entry("member", "alive"));
    assertThat(refutations(member)).isEmpty();
  }

  @Test
  void whoHasNoSnapshotStillRefutes() {
    Node forgetful = pool.start("forgetful");
    forgetful.join(seed);
    pool.advance(Duration.ofSeconds(2));
    forgetful.crash();
    pool.advance(Duration.ofSeconds(20));

    forgetful = pool.startAt(forgetful.address, "forgetful", settings -> settings);
    forgetful.join(seed);
    pool.advance(Duration.ofSeconds(2));

    assertThat(seed.view()).contains(entry("forgetful", "alive"));
    assertThat(refutations(forgetful)).isNotEmpty();
  }

  @Test
  void theEndReachesTheDisk() {
    join();

    member.serf.shutdown();
    member.serf.shutdown();

    assertThat(store.syncs).isEqualTo(1);
  }
}
