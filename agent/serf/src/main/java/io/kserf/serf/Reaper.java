package io.kserf.serf;

import java.time.Duration;

/** Forgets members that were gone for long, and intents whose member never came. */
final class Reaper {
  private final Host host;
  private final SerfSettings settings;
  private final MemberTable table;
  private final RecentIntents recentIntents;
  private final Membership membership;

  Reaper(
      Host host,
      SerfSettings settings,
      MemberTable table,
      RecentIntents recentIntents,
      Membership membership) {
    this.host = host;
    this.settings = settings;
    this.table = table;
    this.recentIntents = recentIntents;
    this.membership = membership;
  }

  void start() {
    host.every(settings.reapInterval(), this::reap);
  }

  private void reap() {
    reap(MemberStatus.FAILED, settings.reconnectTimeout());
    reap(MemberStatus.LEFT, settings.tombstoneTimeout());
    recentIntents.dropOlderThan(host.nowNanos() - settings.recentIntentTimeout().toNanos());
  }

  private void reap(MemberStatus status, Duration timeout) {
    long now = host.nowNanos();
    table.withStatus(status).stream()
        .filter(record -> now - record.goneAtNanos() > timeout.toNanos())
        .forEach(membership::forget);
  }
}
