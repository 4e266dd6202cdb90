package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.serf.SerfEvent.Members.Kind;
import io.kserf.serf.snapshot.Recovered;
import io.kserf.serf.snapshot.Snapshot;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SnapshotRecorderTest {
  private static final Duration REPAIR = SnapshotRecorder.REPAIR_INTERVAL;
  private static final long BOUND = SnapshotRecorder.MIN_BOUND_BYTES;

  private VirtualTimers timers = new VirtualTimers();
  private final Observations seen = new Observations();
  private final LamportClock clock = new LamportClock();
  private final MemoryStore store = new MemoryStore();
  private MemberTable table = new MemberTable();
  private SnapshotRecorder recorder;

  SnapshotRecorderTest() {
    start(new Snapshot(store, Recovered.nothing(), false));
  }

  /** A process of its own: the timers of the one before it are gone. */
  private void start(Snapshot snapshot) {
    timers = new VirtualTimers();
    table = new MemberTable();
    var host = new Host(timers, seen, seen, new SplittableRandom(1));
    recorder = new SnapshotRecorder(host, snapshot, table, clock);
    recorder.start();
  }

  private void tell(Kind kind, String... names) {
    List<SerfMember> members = List.of(names).stream().map(this::known).toList();
    recorder.onEvent(new SerfEvent.Members(kind, members));
  }

  private SerfMember known(String name) {
    if (table.find(name) == null) {
      table.add(new MemberRecord(Layer.identity(name, new byte[0]), MemberStatus.ALIVE, 0, 0));
    }
    return table.find(name).member();
  }

  private void userEvent(long lamportTime) {
    recorder.onEvent(new SerfEvent.User(lamportTime, "deploy", new byte[0], false));
  }

  @Test
  void aMemberThatJoinsIsRecordedWithItsAddress() {
    tell(Kind.JOIN, "a", "b c");

    assertThat(store.text()).isEqualTo("alive: a 10.0.0.1:7946\nalive: b c 10.0.0.1:7946\n");
  }

  @Test
  void aMemberThatFailsOrLeavesIsRecordedAsNotAlive() {
    tell(Kind.FAILED, "a");
    tell(Kind.LEAVE, "a");

    assertThat(store.lines()).containsExactly("not-alive: a", "not-alive: a");
  }

  @Test
  void updatesAndReapsAreNotRecorded() {
    tell(Kind.UPDATE, "a");
    tell(Kind.REAP, "a");

    assertThat(store.lines()).isEmpty();
  }

  @Test
  void whoIsPrunedWhileItLeavesIsRecordedAsNotAlive() {
    tell(Kind.JOIN, "a");
    MemberRecord leaving = table.find("a").with(MemberStatus.LEAVING);
    table.remove("a");
    recorder.onEvent(new SerfEvent.Members(Kind.REAP, List.of(leaving.member())));

    assertThat(store.lines()).containsExactly("alive: a 10.0.0.1:7946", "not-alive: a");
  }

  @Test
  void theClockFollowsNewsOfMembersWithTheLastTimeUsed() {
    clock.witness(4);
    tell(Kind.JOIN, "a");
    tell(Kind.FAILED, "a");
    clock.witness(5);
    tell(Kind.UPDATE, "a");

    assertThat(store.lines())
        .containsExactly("alive: a 10.0.0.1:7946", "clock: 4", "not-alive: a", "clock: 5");
  }

  @Test
  void theClockIsRecordedEveryHalfASecondIfItMoved() {
    clock.witness(7);
    timers.advance(Duration.ofMillis(499));
    assertThat(store.lines()).isEmpty();

    timers.advance(Duration.ofMillis(1));
    assertThat(store.lines()).containsExactly("clock: 7");

    timers.advance(Duration.ofSeconds(10));
    assertThat(store.lines()).containsExactly("clock: 7");
  }

  @Test
  void userEventsAreRecordedByTheirTimeIfItIsNew() {
    userEvent(3);
    userEvent(3);
    userEvent(2);
    userEvent(5);

    assertThat(store.lines()).containsExactly("event-clock: 3", "event-clock: 5");
  }

  @Test
  void queriesAreRecordedByTheirTimeIfItIsNew() {
    recorder.onQuery(3);
    recorder.onQuery(3);
    recorder.onQuery(1);
    recorder.onQuery(4);

    assertThat(store.lines()).containsExactly("query-clock: 3", "query-clock: 4");
  }

  @Test
  void timesThatWereRecordedBeforeARestartAreNotNew() {
    clock.witness(7);
    start(new Snapshot(store, new Recovered(new LinkedHashMap<>(), 7, 3, 4, 0, 100), false));

    tell(Kind.UPDATE, "a");
    userEvent(3);
    recorder.onQuery(4);

    assertThat(store.lines()).isEmpty();
  }

  @Test
  void afterALeaveNothingButTheClockIsRecorded() {
    tell(Kind.JOIN, "a");

    recorder.onLeave();
    tell(Kind.LEAVE, "a");
    userEvent(9);
    recorder.onQuery(9);
    clock.witness(8);
    timers.advance(Duration.ofMillis(500));

    assertThat(store.lines()).containsExactly("alive: a 10.0.0.1:7946", "leave", "clock: 8");
  }

  @Test
  void aLeaveIsOnTheDiskBeforeItIsTold() {
    recorder.onLeave();

    assertThat(store.syncs).isEqualTo(1);
  }

  @Test
  void theEndRecordsTheClockAndReachesTheDisk() {
    clock.witness(3);

    recorder.stop();

    assertThat(store.lines()).containsExactly("clock: 3");
    assertThat(store.syncs).isEqualTo(1);
  }

  @Test
  void aNameThatWouldForgeRecordsIsNotRecorded() {
    tell(Kind.JOIN, "x 10.9.9.9:1\nleave\nalive: forged", "b");
    tell(Kind.FAILED, "x 10.9.9.9:1\nleave\nalive: forged");

    assertThat(store.lines()).containsExactly("alive: b 10.0.0.1:7946");
  }

  @Test
  void theIncarnationIsRecordedAheadInSteps() {
    for (int incarnation = 1; incarnation <= 70; incarnation++) {
      recorder.onIncarnation(incarnation);
    }

    assertThat(store.lines())
        .containsExactly(
            "# kserf incarnation: 65", "# kserf incarnation: 98", "# kserf incarnation: 131");
  }

  @Test
  void anIncarnationThatJumpsIsRecordedAtOnceAndNeverAboveTheLastOne() {
    recorder.onIncarnation(0xffff_fff0L);
    recorder.onIncarnation(0xffff_ffffL);

    assertThat(store.lines()).containsExactly("# kserf incarnation: 4294967295");
  }

  @Test
  void aSnapshotThatHasGrownTooLongIsRewrittenAsShortAsPossible() {
    clock.witness(6);
    userEvent(4);
    recorder.onQuery(5);
    tell(Kind.JOIN, "a");
    long turns = 1 + BOUND / "alive: b 10.0.0.1:7946\nnot-alive: b\n".length();
    for (long i = 0; i < turns && store.replacements == 0; i++) {
      tell(Kind.JOIN, "b");
      tell(Kind.LEAVE, "b");
    }

    assertThat(store.replacements).isEqualTo(1);
    assertThat(store.lines())
        .containsSubsequence(
            "alive: a 10.0.0.1:7946", "clock: 6", "event-clock: 4", "query-clock: 5")
        .hasSizeLessThan(7);
    assertThat(store.recover(false).alive()).containsKey("a");
  }

  @Test
  void whatTheLastRunWroteCountsForTheBound() {
    start(new Snapshot(store, new Recovered(new LinkedHashMap<>(), 0, 0, 0, 0, BOUND), false));

    tell(Kind.JOIN, "a");

    assertThat(store.replacements).isEqualTo(1);
    assertThat(store.text())
        .isEqualTo("alive: a 10.0.0.1:7946\nclock: 0\nevent-clock: 0\nquery-clock: 0\n");
  }

  @Test
  void manyMembersMayTakeMoreRoomWithoutARewrite() {
    for (int i = 0; i < 10_000; i++) {
      tell(Kind.JOIN, "member-" + i);
    }

    assertThat(store.text().length()).isGreaterThan((int) BOUND);
    assertThat(store.replacements).isZero();
  }

  @Test
  void longNamesDoNotCauseARewriteWithEveryLine() {
    String suffix = "x".repeat(400);
    for (int i = 0; i < 2_000; i++) {
      tell(Kind.JOIN, i + suffix);
    }

    assertThat(store.replacements).isBetween(1, 4);
    assertThat(store.recover(false).alive()).hasSize(2_000);
  }

  @Test
  void membersThatWereRecoveredSurviveARewriteUntilTheyAreGone() {
    store.append("alive: old 10.0.0.9:7946\nalive: gone 10.0.0.8:7946\n".getBytes());
    start(store.reopen(false));
    tell(Kind.FAILED, "gone");
    store.full(true);
    tell(Kind.JOIN, "new");
    store.full(false);
    timers.advance(REPAIR);

    assertThat(store.recover(false).alive()).containsOnlyKeys("old", "new");
  }

  @Test
  void aLineThatCouldNotBeStoredIsMadeUpForAtOnceIfPossible() {
    store.full(true);
    tell(Kind.JOIN, "a");
    assertThat(store.replacements).isEqualTo(1);
    store.full(false);

    timers.advance(REPAIR);

    assertThat(store.replacements).isEqualTo(2);
    assertThat(store.lines()).contains("alive: a 10.0.0.1:7946");
  }

  @Test
  void aFullDiskIsTriedEveryThirtySecondsAndNotMoreOften() {
    store.full(true);
    for (int second = 0; second < 95; second++) {
      tell(Kind.JOIN, "a");
      timers.advance(Duration.ofSeconds(1));
    }

    assertThat(store.replacements).isEqualTo(4);
  }

  @Test
  void afterALeaveARewriteStillSaysSo() {
    tell(Kind.JOIN, "a");
    store.full(true);
    recorder.onLeave();
    store.full(false);
    timers.advance(REPAIR);

    assertThat(store.lines()).contains("leave");
    assertThat(store.recover(false).alive()).isEmpty();
  }

  @Test
  void whoWantsToRejoinAfterALeaveKeepsItsMembersInARewrite() {
    start(new Snapshot(store, Recovered.nothing(), true));
    tell(Kind.JOIN, "a");
    store.full(true);
    recorder.onLeave();
    store.full(false);
    timers.advance(REPAIR);

    assertThat(store.recover(true).alive()).containsOnlyKeys("a");
    assertThat(store.recover(false).alive()).isEmpty();
  }

  /** Each number is one thing that happens; a full disk is among them. */
  @Property
  void whatIsRecoveredDoesNotDependOnRewrites(
      @ForAll List<@IntRange(min = 0, max = 99) Integer> happenings) {
    var test = new SnapshotRecorderTest();
    happenings.forEach(test::happen);
    test.store.full(false);
    test.timers.advance(REPAIR);

    Recovered kept = test.store.recover(false);
    Recovered all = test.store.recoverEverything(false);
    assertThat(kept.alive()).isEqualTo(all.alive());
    assertThat(kept.clock()).isEqualTo(all.clock());
    assertThat(kept.eventClock()).isEqualTo(all.eventClock());
    assertThat(kept.queryClock()).isEqualTo(all.queryClock());
    assertThat(kept.incarnation()).isEqualTo(all.incarnation());
  }

  private void happen(int what) {
    String name = "m" + what % 7;
    switch (what % 7) {
      case 0, 1 -> tell(Kind.JOIN, name);
      case 2 -> tell(what % 2 == 0 ? Kind.LEAVE : Kind.FAILED, name);
      case 3 -> userEvent(what);
      case 4 -> recorder.onQuery(what);
      case 5 -> recorder.onIncarnation(what);
      default -> {
        clock.witness(what);
        store.full(what % 4 == 1);
        timers.advance(Duration.ofSeconds(what));
      }
    }
  }
}
