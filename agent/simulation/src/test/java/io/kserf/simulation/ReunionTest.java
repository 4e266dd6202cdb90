package io.kserf.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.serf.MemberStatus;
import io.kserf.serf.SerfSettings;
import io.kserf.swim.JoinTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a pool was torn apart, and for how long: it comes together by itself. */
class ReunionTest {
  private static final Duration MEMORY = Duration.ofMinutes(3);

  /** The longest pause between two tries, and what follows. */
  private static final Duration SEARCH = Duration.ofMinutes(10);

  private final List<VirtualHost<SerfProcess>> seeds = new ArrayList<>();

  private static SerfSettings forgetful(SerfSettings settings) {
    return settings.withMemory(MEMORY, MEMORY);
  }

  private static SerfPool formed(SerfPool pool) {
    pool.form(Duration.ofMillis(100));
    assertThat(pool.runUntilViewsAgree(Bounds.convergence(pool.hosts().size()))).isTrue();
    return pool;
  }

  private void startWithSeeds(VirtualHost<SerfProcess> host) {
    host.start();
    host.process().serf().seeds(found -> found.accept(addresses()));
  }

  /** As a name service would tell them now. */
  private List<JoinTarget> addresses() {
    return seeds.stream().map(seed -> new JoinTarget("", seed.address())).toList();
  }

  private void assertComesTogether(SerfPool pool) {
    Duration limit = SEARCH.plus(Bounds.convergence(pool.hosts().size()));
    assertThat(pool.runUntilViewsAgree(limit))
        .as(() -> "views:\n" + String.join("\n", pool.network().trace().lines()))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void afterATotalOutageSeedsAreEnough(long seed) {
    var pool = formed(new SerfPool(seed, 12));
    seeds.addAll(pool.hosts().subList(0, 3));
    pool.hosts().forEach(VirtualHost::crash);

    for (int i : shuffled(pool)) {
      startWithSeeds(pool.host(i));
      pool.run(Duration.ofSeconds(pool.network().random().nextInt(1_200)));
    }

    assertComesTogether(pool);
  }

  /** Each has seen others fail before it failed itself, so that no snapshot has them all. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void afterATotalOutageSnapshotsAreEnoughEvenDaysLater(long seed) {
    var pool = new SerfPool(seed, 6);
    pool.keepSnapshots();
    formed(pool);
    for (int i : shuffled(pool)) {
      pool.host(i).crash();
      pool.run(Duration.ofSeconds(20));
    }

    List<Integer> order = shuffled(pool);
    pool.host(order.getFirst()).start();
    pool.run(Duration.ofHours(60));
    for (int i : order.subList(1, order.size())) {
      pool.host(i).start();
      pool.run(Duration.ofSeconds(pool.network().random().nextInt(300)));
    }

    assertComesTogether(pool);
  }

  private static List<Integer> shuffled(SerfPool pool) {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < pool.hosts().size(); i++) {
      order.add(pool.network().random().nextInt(order.size() + 1), i);
    }
    return order;
  }

  @ParameterizedTest
  @CsvSource({"10, 5, 1", "10, 5, 2", "10, 1, 1", "20, 2, 1", "2, 1, 1"})
  void aPartitionThatOutlastsTheReconnectTimeoutHealsByItself(int size, int cut, long seed) {
    var pool = new SerfPool(seed, size);
    pool.setSerfSettings(ReunionTest::forgetful);
    formed(pool);
    pool.network().partition(pool.hosts().subList(0, cut));
    pool.run(Duration.ofMinutes(45));
    for (int i = 0; i < size; i++) {
      assertThat(pool.process(i).view()).hasSize(i < cut ? cut : size - cut);
    }

    pool.network().heal();

    assertComesTogether(pool);
  }

  @Test
  void aPoolWhoseFirstJoinReachedOneHalfOnlyIsOne() {
    var pool = new SerfPool(1, 8);
    pool.hosts().forEach(VirtualHost::start);
    for (int i = 1; i < 8; i++) {
      pool.join(pool.host(i), pool.host(i < 4 ? 0 : 4));
      if (i == 4) {
        // The seed of the second half has only reached itself.
        assertThat(pool.process(4).view()).hasSize(1);
      }
    }
    pool.run(Duration.ofSeconds(30));
    assertThat(pool.process(1).view()).hasSize(4);
    seeds.addAll(List.of(pool.host(0), pool.host(4)));

    pool.process(1).serf().seeds(found -> found.accept(addresses()));

    assertComesTogether(pool);
  }

  @Test
  void seedsThatWereAllReplacedAreFoundByTheirNames() {
    var pool = new SerfPool(1, 5);
    pool.setSerfSettings(ReunionTest::forgetful);
    seeds.addAll(pool.hosts().subList(0, 2));
    pool.hosts().forEach(this::startWithSeeds);
    assertComesTogether(pool);
    pool.network().partition(pool.hosts().subList(4, 5));
    pool.host(0).crash();
    pool.host(1).crash();
    pool.run(Duration.ofMinutes(30));
    assertThat(pool.process(4).view()).hasSize(1);

    seeds.clear();
    seeds.addAll(List.of(pool.add("new0"), pool.add("new1")));
    seeds.forEach(this::startWithSeeds);
    pool.network().heal();

    assertComesTogether(pool);
  }

  @Test
  void whoLeftDuringThePartitionIsNotDraggedBack() {
    var pool = new SerfPool(1, 6);
    pool.setSerfSettings(settings -> settings.withMemory(MEMORY, Duration.ofHours(24)));
    formed(pool);
    pool.network().partition(pool.hosts().subList(0, 3));
    pool.run(Duration.ofMinutes(10));
    assertThat(pool.process(5).view()).hasSize(3);
    pool.process(0).serf().leave(new Outcome<>());
    pool.run(Duration.ofSeconds(10));
    pool.host(0).crash();

    pool.network().heal();
    assertComesTogether(pool);
    // Each hears of the leave by a push/pull of its own with somebody of the other side.
    pool.run(Duration.ofMinutes(10));
    pool.host(0).start();
    pool.run(Duration.ofMinutes(30));

    assertThat(pool.process(0).view()).isEqualTo(Map.of("n0", MemberStatus.ALIVE));
    assertThat(pool.process(5).view()).doesNotContainKey("n0");
  }
}
