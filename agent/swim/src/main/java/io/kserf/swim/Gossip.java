package io.kserf.swim;

import java.util.List;

/**
 * Spreads what is queued to a few random peers at each tick. Members that died a short while ago
 * are among them: one that was declared dead wrongly learns of it that way, and refutes (Lifeguard
 * §IV).
 */
final class Gossip {
  private static final long QUEUE_CHECK_NANOS = 30_000_000_000L;

  private final Shell shell;
  private final MemberTable table;
  private final BroadcastQueue queue;
  private final Packets packets;

  Gossip(Shell shell, MemberTable table, BroadcastQueue queue, Packets packets) {
    this.shell = shell;
    this.table = table;
    this.queue = queue;
    this.packets = packets;
  }

  void start() {
    if (shell.config().gossipNodes() > 0) {
      long interval = shell.config().gossipInterval().toNanos();
      shell.timers().every(interval, shell.random(), this::tick);
    }
    shell
        .timers()
        .every(
            QUEUE_CHECK_NANOS,
            shell.random(),
            () -> shell.telemetry().sample("memberlist.queue.broadcasts", queue.size()));
  }

  private void tick() {
    long started = shell.timers().nowNanos();
    List<Member> peers =
        PeerChoice.choose(table, shell.config().gossipNodes(), shell.random(), this::isPeer);
    for (Member peer : peers) {
      if (!packets.gossip(peer)) {
        break;
      }
    }
    shell.sampleSince("memberlist.gossip", started);
  }

  private boolean isPeer(int position) {
    return switch (table.stateAt(position)) {
      case ALIVE, SUSPECT -> !shell.isSelf(table.nameAt(position));
      case DEAD ->
          shell.timers().nowNanos() - table.sinceNanosAt(position)
              <= shell.config().gossipToTheDeadTime().toNanos();
      case LEFT -> false;
    };
  }
}
