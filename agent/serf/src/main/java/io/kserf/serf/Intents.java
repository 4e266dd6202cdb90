package io.kserf.serf;

import io.kserf.serf.wire.JoinIntent;
import io.kserf.serf.wire.LeaveIntent;
import io.kserf.swim.JoinTarget;

/**
 * Join and leave intents. They tell a leave from a failure, and carry Lamport times, so that of two
 * that cross on the network the later one counts everywhere.
 */
final class Intents {
  private final Host host;
  private final SerfSettings settings;
  private final String self;
  private final LamportClock clock;
  private final Lifecycle lifecycle;
  private final MemberTable table;
  private final RecentIntents recent;
  private final Forgotten forgotten;
  private final Membership membership;
  private final Broadcasts broadcasts;

  Intents(
      Host host,
      SerfSettings settings,
      String self,
      LamportClock clock,
      Lifecycle lifecycle,
      MemberTable table,
      RecentIntents recent,
      Forgotten forgotten,
      Membership membership,
      Broadcasts broadcasts) {
    this.host = host;
    this.settings = settings;
    this.self = self;
    this.clock = clock;
    this.lifecycle = lifecycle;
    this.table = table;
    this.recent = recent;
    this.forgotten = forgotten;
    this.membership = membership;
    this.broadcasts = broadcasts;
  }

  /** Takes a leave intent in; returns whether it is news that others should hear. */
  boolean onLeave(LeaveIntent intent) {
    clock.witness(intent.lamportTime());
    MemberRecord record = table.find(intent.node());
    if (record == null) {
      forgotten.onLeaveIntent(intent.node(), intent.lamportTime());
      return keep(intent.node(), RecentIntents.Kind.LEAVE, intent.lamportTime());
    }
    if (intent.lamportTime() <= record.statusTime()) {
      return false;
    }
    if (intent.node().equals(self) && lifecycle.isAlive()) {
      host.debug(() -> "serf: Refuting an older leave intent");
      host.soon(this::announceJoin);
      return false;
    }
    MemberRecord news = record.withStatusTime(intent.lamportTime());
    switch (record.status()) {
      case ALIVE -> table.update(news.with(MemberStatus.LEAVING));
      case FAILED -> membership.onForcedLeave(news);
      case NONE, LEAVING, LEFT -> table.update(news);
    }
    if (intent.prune()) {
      prune(intent.node());
    }
    return true;
  }

  /** Takes a join intent in; returns whether it is news that others should hear. */
  boolean onJoin(JoinIntent intent) {
    clock.witness(intent.lamportTime());
    MemberRecord record = table.find(intent.node());
    if (record == null) {
      return keep(intent.node(), RecentIntents.Kind.JOIN, intent.lamportTime());
    }
    if (intent.lamportTime() <= record.statusTime()) {
      return false;
    }
    MemberRecord news = record.withStatusTime(intent.lamportTime());
    table.update(record.status() == MemberStatus.LEAVING ? news.with(MemberStatus.ALIVE) : news);
    return true;
  }

  /** Says that this member is here, later than everything it has heard. */
  void announceJoin() {
    if (!lifecycle.isAlive()) {
      return;
    }
    var intent = new JoinIntent(clock.time(), self);
    onJoin(intent);
    broadcasts.intent(intent.encode());
  }

  /** Makes the intent that {@code node} leaves and takes it in here; the caller broadcasts it. */
  LeaveIntent declareLeave(String node, boolean prune) {
    var intent = new LeaveIntent(clock.time(), node, prune);
    onLeave(intent);
    return intent;
  }

  /** Whether a member waits to be pruned until its leave is through. */
  boolean isPruneDelayed(String node) {
    MemberRecord record = table.find(node);
    return record != null && record.status() == MemberStatus.LEAVING;
  }

  /** How long a prune waits for a leave that is under way. */
  long pruneDelayNanos() {
    return settings.broadcastTimeout().plus(settings.leavePropagateDelay()).toNanos();
  }

  /**
   * Serf blocks the whole agent while a leave is under way; here only the prune waits. A member
   * that takes the leave back meanwhile is alive, and stays.
   */
  private void prune(String node) {
    if (!isPruneDelayed(node)) {
      forgetUnlessAlive(node);
    } else {
      host.after(pruneDelayNanos(), () -> forgetUnlessAlive(node));
    }
  }

  private void forgetUnlessAlive(String node) {
    MemberRecord record = table.find(node);
    if (record != null && record.status() != MemberStatus.ALIVE) {
      membership.forget(record);
      forgotten.departed(new JoinTarget(node, record.identity().address()));
    }
  }

  private boolean keep(String node, RecentIntents.Kind kind, long lamportTime) {
    return recent.keep(node, new RecentIntents.Intent(kind, lamportTime, host.nowNanos()));
  }
}
