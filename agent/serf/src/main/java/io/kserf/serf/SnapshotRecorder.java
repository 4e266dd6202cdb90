package io.kserf.serf;

import io.kserf.serf.snapshot.Recovered;
import io.kserf.serf.snapshot.Snapshot;
import io.kserf.serf.snapshot.SnapshotRecord;
import io.kserf.serf.snapshot.SnapshotStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns what happens into the lines of a snapshot, and rewrites the whole when it has grown too
 * long, or when lines could not be stored.
 */
final class SnapshotRecorder implements Recorder {
  static final Duration CLOCK_INTERVAL = Duration.ofMillis(500);

  /** How often a rewrite is tried that is to put right what could not be stored. */
  static final Duration REPAIR_INTERVAL = Duration.ofSeconds(30);

  /** Below this a snapshot is not worth a rewrite. */
  static final int MIN_BOUND_BYTES = 128 * 1024;

  /**
   * How far ahead of the incarnation the record goes. What is announced reaches the disk later, so
   * there has to be room for what is announced until then.
   */
  static final int INCARNATION_STEP = 64;

  private static final long MAX_INCARNATION = 0xffff_ffffL;
  private static final int BYTES_PER_MEMBER = 128;

  private final Host host;
  private final SnapshotStore store;
  private final boolean rejoinAfterLeave;
  private final LamportClock memberClock;
  private final RecordedMembers alive;
  private long clock;
  private long eventClock;
  private long queryClock;
  private long incarnationLimit;
  private boolean leaving;
  private long size;
  private long compactSize;
  private long repairAtNanos = Long.MIN_VALUE;

  SnapshotRecorder(Host host, Snapshot snapshot, MemberTable table, LamportClock memberClock) {
    Recovered recovered = snapshot.recovered();
    this.host = host;
    this.store = snapshot.store();
    this.rejoinAfterLeave = snapshot.rejoinAfterLeave();
    this.memberClock = memberClock;
    this.alive = new RecordedMembers(table, recovered.alive());
    this.clock = recovered.clock();
    this.eventClock = recovered.eventClock();
    this.queryClock = recovered.queryClock();
    this.incarnationLimit = recovered.incarnation();
    this.size = recovered.size();
  }

  @Override
  public void start() {
    host.every(CLOCK_INTERVAL, this::onClockInterval);
  }

  private void onClockInterval() {
    recordClock();
    keepInShape();
  }

  @Override
  public void onEvent(SerfEvent event) {
    if (leaving) {
      return;
    }
    switch (event) {
      case SerfEvent.Members members -> recordMembers(members);
      case SerfEvent.User user -> recordUserEvent(user.lamportTime());
      case SerfEvent.Query query -> {}
    }
  }

  private void recordMembers(SerfEvent.Members event) {
    for (SerfMember member : event.members()) {
      if (SnapshotRecord.isRecordable(member.name())) {
        recordMember(event.kind(), member);
      }
    }
    recordClock();
  }

  private void recordMember(SerfEvent.Members.Kind kind, SerfMember member) {
    switch (kind) {
      case JOIN -> {
        alive.add(member.name(), member.address());
        append(new SnapshotRecord.Alive(member.name(), member.address()));
      }
      case LEAVE, FAILED -> recordNotAlive(member);
      case REAP -> {
        // Pruned while it was leaving: that is all that will be heard of it.
        if (member.status() == MemberStatus.LEAVING) {
          recordNotAlive(member);
        }
      }
      case UPDATE -> {}
    }
  }

  private void recordNotAlive(SerfMember member) {
    alive.remove(member.name());
    append(new SnapshotRecord.NotAlive(member.name()));
  }

  private void recordUserEvent(long lamportTime) {
    if (lamportTime > eventClock) {
      eventClock = lamportTime;
      append(new SnapshotRecord.EventClock(lamportTime));
    }
  }

  @Override
  public void onQuery(long lamportTime) {
    if (!leaving && lamportTime > queryClock) {
      queryClock = lamportTime;
      append(new SnapshotRecord.QueryClock(lamportTime));
    }
  }

  /** Well before the limit is reached, so that the next one is on the disk by then. */
  @Override
  public void onIncarnation(long incarnation) {
    long wanted = Math.min(incarnation + INCARNATION_STEP / 2, MAX_INCARNATION);
    if (wanted > incarnationLimit) {
      incarnationLimit = Math.min(incarnation + INCARNATION_STEP, MAX_INCARNATION);
      append(new SnapshotRecord.Incarnation(incarnationLimit));
    }
  }

  private void recordClock() {
    // The clock shows the next time to be used.
    long last = memberClock.time() - 1;
    if (last > clock) {
      clock = last;
      append(new SnapshotRecord.Clock(last));
    }
  }

  /** The pool's news of a member's own leave, and all that follows, is no reason to return. */
  @Override
  public void onLeave() {
    leaving = true;
    if (!rejoinAfterLeave) {
      alive.clear();
    }
    append(new SnapshotRecord.Leave());
    store.sync();
  }

  @Override
  public void stop() {
    recordClock();
    store.sync();
  }

  private void append(SnapshotRecord record) {
    byte[] line = SnapshotRecord.encode(List.of(record));
    store.append(line);
    size += line.length;
    keepInShape();
  }

  private void keepInShape() {
    boolean due = store.hasFailed() ? host.nowNanos() >= repairAtNanos : size > bound();
    if (due) {
      rewrite();
    }
  }

  /** Names may be longer than Serf thinks, so what the last rewrite took counts as well. */
  private long bound() {
    return Math.max(MIN_BOUND_BYTES, 2 * Math.max(compactSize, BYTES_PER_MEMBER * alive.size()));
  }

  private void rewrite() {
    byte[] whole = whole();
    compactSize = whole.length;
    size = whole.length;
    repairAtNanos = host.nowNanos() + REPAIR_INTERVAL.toNanos();
    store.replace(whole);
  }

  /** What a replay of it makes is what a replay of all lines so far would make. */
  private byte[] whole() {
    List<SnapshotRecord> records = new ArrayList<>(alive.size() + 5);
    alive.forEach((name, address) -> records.add(new SnapshotRecord.Alive(name, address)));
    if (leaving) {
      records.add(new SnapshotRecord.Leave());
    }
    records.add(new SnapshotRecord.Clock(clock));
    records.add(new SnapshotRecord.EventClock(eventClock));
    records.add(new SnapshotRecord.QueryClock(queryClock));
    if (incarnationLimit > 0) {
      records.add(new SnapshotRecord.Incarnation(incarnationLimit));
    }
    return SnapshotRecord.encode(records);
  }
}
