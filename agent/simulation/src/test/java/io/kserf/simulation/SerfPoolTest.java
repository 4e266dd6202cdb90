package io.kserf.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.serf.MemberStatus;
import io.kserf.serf.SerfEvent.Members.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The production engine as a pool: what must hold whatever the seed. */
class SerfPoolTest {
  private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

  private static SerfPool formed(long seed, int size, byte[]... keys) {
    var pool = new SerfPool(seed, size, keys);
    pool.form(Duration.ofMillis(100));
    assertThat(pool.runUntilViewsAgree(Bounds.convergence(size))).as("views agree").isTrue();
    return pool;
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "3, 2", "20, 1", "20, 2", "100, 1"})
  void viewsConvergeAfterJoins(int size, long seed) {
    var pool = formed(seed, size);
    pool.run(Duration.ofSeconds(10));
    for (var host : pool.hosts()) {
      assertThat(host.process().view()).hasSize(size);
      for (var other : pool.hosts()) {
        assertThat(host.process().count(Kind.JOIN, other.name())).isEqualTo(1);
        assertThat(host.process().count(Kind.FAILED, other.name())).isZero();
      }
    }
  }

  @Test
  void membersThatAllJoinAtOnceConverge() {
    var pool = new SerfPool(1, 50);
    pool.form(Duration.ZERO);
    assertThat(pool.runUntilViewsAgree(Bounds.convergence(50))).isTrue();
  }

  @Test
  void anEncryptedPoolConverges() {
    formed(1, 10, KEY);
  }

  @Test
  void aMemberWithoutThePoolsKeyStaysOutsideAndIsToldWhy() {
    var pool = formed(1, 3, KEY);
    for (byte[][] keys : new byte[][][] {{}, {new byte[16]}}) {
      var stranger = pool.add("stranger" + keys.length, keys);
      stranger.start();
      pool.join(stranger, pool.host(0));
      pool.run(Duration.ofSeconds(30));
      assertThat(stranger.process().view()).containsOnlyKeys(stranger.name());
      assertThat(pool.process(0).view()).containsOnlyKeys("n0", "n1", "n2");
      stranger.crash();
    }
    assertThat(pool.network().trace().lines())
        .anyMatch(line -> says(line, "stranger0", "encryption is not configured"))
        .anyMatch(line -> says(line, "stranger1", "No installed keys could decrypt"));
  }

  private static boolean says(String line, String host, String text) {
    return line.contains(host + ": ") && line.contains(text);
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "3, 2", "20, 1", "20, 2", "100, 1"})
  void aCrashIsNoticedByEveryoneInTime(int size, long seed) {
    var pool = formed(seed, size);
    pool.run(Duration.ofSeconds(5));
    pool.host(size / 2).crash();
    assertThat(pool.runUntilAllSee(size / 2, MemberStatus.FAILED, Bounds.detection(size)))
        .as("noticed within %s", Bounds.detection(size))
        .isTrue();
    for (var host : pool.hosts()) {
      for (int other = 0; host.isRunning() && other < size; other++) {
        assertThat(host.process().count(Kind.FAILED, "n" + other))
            .isEqualTo(other == size / 2 ? 1 : 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20})
  void aCrashedMemberThatComesBackIsAliveEverywhere(int size) {
    var pool = formed(3, size);
    pool.host(1).crash();
    assertThat(pool.runUntilAllSee(1, MemberStatus.FAILED, Bounds.detection(size))).isTrue();
    pool.host(1).start();
    pool.join(pool.host(1), pool.host(0));
    assertThat(pool.runUntilViewsAgree(Bounds.convergence(size))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20})
  void aMemberThatIsBackBeforeItWasMissedIsNotLost(int size) {
    var pool = formed(3, size);
    pool.host(1).crash();
    pool.run(Duration.ofMillis(700));
    pool.host(1).start();
    pool.join(pool.host(1), pool.host(0));
    pool.run(Duration.ofSeconds(60));
    assertThat(pool.runUntilViewsAgree(Duration.ZERO)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "20, 1", "100, 1"})
  void aGracefulLeaveIsALeaveEverywhereAndNeverAFailure(int size, long seed) {
    var pool = formed(seed, size);
    var leave = new Outcome<Void>();
    pool.process(1).serf().leave(leave);
    assertThat(pool.network().time().runUntil(leave::isOver, Duration.ofSeconds(30))).isTrue();
    assertThat(leave.succeeded()).isTrue();
    pool.host(1).crash();
    assertThat(pool.runUntilAllSee(1, MemberStatus.LEFT, Duration.ofSeconds(10))).isTrue();
    pool.run(Duration.ofSeconds(60));
    for (var host : pool.hosts()) {
      if (host.isRunning()) {
        assertThat(host.process().view()).containsEntry("n1", MemberStatus.LEFT);
        assertThat(host.process().count(Kind.LEAVE, "n1")).isEqualTo(1);
        assertThat(host.process().count(Kind.FAILED, "n1")).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 1", "20, 1", "20, 2"})
  void aPartitionIsNoticedAndHealsByItself(int size, long seed) {
    var pool = formed(seed, size);
    var side = pool.hosts().subList(0, size / 2);
    pool.network().partition(side);
    assertThat(pool.runUntilAllSee(0, MemberStatus.ALIVE, Duration.ZERO)).isTrue();
    pool.run(Bounds.detection(size).plusSeconds(60));
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        boolean together = i < size / 2 == j < size / 2;
        assertThat(pool.process(i).view())
            .containsEntry("n" + j, together ? MemberStatus.ALIVE : MemberStatus.FAILED);
      }
    }
    pool.network().heal();
    // The reconnector picks one failed member every 30 s, with a probability.
    assertThat(pool.runUntilViewsAgree(Duration.ofMinutes(5))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"10, 1", "10, 2", "30, 1"})
  void withATwentyPercentLossNobodyHealthyStaysFailed(int size, long seed) {
    var pool = formed(seed, size);
    var lossy = Conditions.lan().withLoss(0.2).withDuplication(0.05).withDelayed(0.05);
    pool.network().setConditions(lossy);
    pool.run(Duration.ofMinutes(3));
    assertThat(pool.runUntilViewsAgree(Duration.ofMinutes(2))).isTrue();
  }

  /** As long as no suspicion of this size can end: the shortest takes 5.2 s. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aMemberThatPausesForAMomentIsSuspectedButRefutesInTime(long seed) {
    var pool = formed(seed, 20);
    pool.host(1).pause(Duration.ofMillis(4_500));
    pool.run(Duration.ofMinutes(1));
    assertThat(pool.network().trace().lines())
        .anyMatch(line -> says(line, "n1", "Refuting a suspect"));
    for (var host : pool.hosts()) {
      assertThat(host.process().count(Kind.FAILED, "n1")).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aMemberThatPausesForLongIsFailedAndThenAliveAgain(long seed) {
    var pool = formed(seed, 20);
    pool.host(1).pause(Duration.ofSeconds(20));
    pool.run(Duration.ofSeconds(19));
    assertThat(pool.process(0).view()).containsEntry("n1", MemberStatus.FAILED);
    assertThat(pool.runUntilViewsAgree(Bounds.convergence(20))).isTrue();
  }

  @Test
  void aBrokenLinkBetweenTwoMembersCostsNeither() {
    var pool = formed(1, 10);
    pool.network().sever(pool.host(1), pool.host(2));
    pool.network().sever(pool.host(2), pool.host(1));
    pool.run(Duration.ofMinutes(2));
    for (var host : pool.hosts()) {
      assertThat(host.process().count(Kind.FAILED, "n1")).isZero();
      assertThat(host.process().count(Kind.FAILED, "n2")).isZero();
    }
  }

  @Test
  void aUserEventIsDeliveredOnceToEveryMember() {
    var pool = formed(1, 50);
    pool.network().setConditions(Conditions.lan().withDuplication(0.3).withDelayed(0.2));
    pool.process(7).serf().userEvent("deploy", new byte[] {1, 2, 3}, false);
    // Gossip misses somebody once in some hundred events; push/pull does not.
    pool.run(Duration.ofMinutes(3));
    for (var host : pool.hosts()) {
      assertThat(host.process().userEvents()).containsExactly("deploy");
    }
  }

  @Test
  void theSameSeedGivesTheSameTraceAndAnotherSeedAnother() {
    assertThat(eventfulRun(5)).isEqualTo(eventfulRun(5)).isNotEqualTo(eventfulRun(6));
  }

  private static long eventfulRun(long seed) {
    var pool = new SerfPool(seed, 20, new byte[32]);
    pool.network().setConditions(Conditions.lan().withLoss(0.1).withDuplication(0.1));
    pool.form(Duration.ofMillis(10));
    pool.process(3).serf().userEvent("deploy", new byte[0], true);
    pool.run(Duration.ofSeconds(10));
    pool.host(4).crash();
    pool.run(Duration.ofSeconds(20));
    pool.network().partition(pool.hosts().subList(10, 20));
    pool.run(Duration.ofSeconds(30));
    assertThat(pool.network().trace().datagrams()).isGreaterThan(1_000);
    return pool.network().trace().fingerprint();
  }
}
