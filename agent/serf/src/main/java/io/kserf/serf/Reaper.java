package io.kserf.serf;

import io.kserf.swim.JoinTarget;
import java.time.Duration;
import java.util.List;

/** Forgets members that were gone for long, and intents whose member never came. */
final class Reaper {
  private final Host host;
  private final SerfSettings settings;
  private final MemberTable table;
  private final RecentIntents recentIntents;
  private final Forgotten forgotten;
  private final Membership membership;

  Reaper(
      Host host,
      SerfSettings settings,
      MemberTable table,
      RecentIntents recentIntents,
      Forgotten forgotten,
      Membership membership) {
    this.host = host;
    this.settings = settings;
    this.table = table;
    this.recentIntents = recentIntents;
    this.forgotten = forgotten;
    this.membership = membership;
  }

  void start() {
    host.every(settings.reapInterval(), this::reap);
  }

  private void reap() {
    long now = host.nowNanos();
    for (MemberRecord record : expired(MemberStatus.FAILED, settings.reconnectTimeout())) {
      membership.forget(record);
      forgotten.lost(targetOf(record), record.statusTime(), now);
    }
    for (MemberRecord record : expired(MemberStatus.LEFT, settings.tombstoneTimeout())) {
      membership.forget(record);
      forgotten.departed(targetOf(record));
    }
    recentIntents.dropOlderThan(now - settings.recentIntentTimeout().toNanos());
  }

  private List<MemberRecord> expired(MemberStatus status, Duration timeout) {
    long now = host.nowNanos();
    return table.withStatus(status).stream()
        .filter(record -> now - record.goneAtNanos() > timeout.toNanos())
        .toList();
  }

  private static JoinTarget targetOf(MemberRecord record) {
    return new JoinTarget(record.name(), record.identity().address());
  }
}
