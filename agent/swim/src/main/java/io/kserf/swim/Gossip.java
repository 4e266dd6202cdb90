package io.kserf.swim;

import java.util.List;

/**
 * Spreads what is queued to a few random peers at each tick, and what is new ahead of it: a rumour
 * that would wait for a tick at each member on its way is everywhere after a few milliseconds. What
 * goes ahead counts like the rest, and is bounded between two ticks; the ticks bring the rest
 * later, so that a moment's loss costs nobody the news.
 *
 * <p>Members that died a short while ago are among them: one that was declared dead wrongly learns
 * of it that way, and refutes (Lifeguard §IV).
 */
final class Gossip {
  private static final long QUEUE_CHECK_NANOS = 30_000_000_000L;

  private final Shell shell;
  private final MemberTable table;
  private final BroadcastQueue queue;
  private final Packets packets;
  private final PeerWalk walk;
  private final TokenBucket extra;
  private final Ticks ticks;
  private int freshPacketsLeft;
  private boolean freshIsDue;

  Gossip(Shell shell, MemberTable table, BroadcastQueue queue, Packets packets) {
    this.shell = shell;
    this.table = table;
    this.queue = queue;
    this.packets = packets;
    this.walk = new PeerWalk(shell.random());
    this.extra = new TokenBucket(pacing().extraBytesPerSecond(), shell.timers().nowNanos());
    this.ticks = new Ticks(shell.timers(), shell.timing().gossipInterval().toNanos(), this::tick);
  }

  void start() {
    if (shell.timing().gossipNodes() > 0 && shell.timing().gossipInterval().isPositive()) {
      freshPacketsLeft = pacing().freshPackets();
      ticks.start(shell.random());
    }
    shell
        .timers()
        .every(
            QUEUE_CHECK_NANOS,
            shell.random(),
            () -> shell.telemetry().sample("memberlist.queue.broadcasts", queue.size()));
  }

  /** Something new is queued, and waits for the tick. */
  void atNextTick() {
    ticks.resume();
  }

  /** Something new is queued, here or at the delegate: it need not wait for the tick. */
  void soon() {
    atNextTick();
    if (freshPacketsLeft > 0 && !freshIsDue && isToldOftenEnough()) {
      freshIsDue = true;
      shell.timers().after(pacing().freshDelay().toNanos(), this::sendFresh);
    }
  }

  /**
   * Whether a copy is left for a tick when all peers have got one. Where there are fewer, as in a
   * small pool on one host, two ticks apart they would reach the same peer twice and another never.
   */
  private boolean isToldOftenEnough() {
    Timing timing = shell.timing();
    return Scaling.retransmitLimit(timing.retransmitMult(), table.size()) > timing.gossipNodes();
  }

  /** The same news to each peer: the second one gets what was sent once by now, and so on. */
  private void sendFresh() {
    freshIsDue = false;
    int before = freshPacketsLeft;
    int sentBelow = 1;
    for (Member peer : peers()) {
      if (freshPacketsLeft > 0 && sendExtra(peer, packets.freshTurn(sentBelow++))) {
        freshPacketsLeft--;
      }
    }
    if (freshPacketsLeft < before) {
      // More news than fits into a packet, perhaps.
      soon();
    }
  }

  /** Sends a packet that Serf would not; false if there is no more to say or no budget left. */
  private boolean sendExtra(Member peer, Turn turn) {
    long now = shell.timers().nowNanos();
    if (!extra.hasAny(now)) {
      return false;
    }
    int bytes = packets.gossip(peer, turn);
    if (bytes > 0) {
      extra.spend(bytes, now);
    }
    return bytes > 0;
  }

  private List<Member> peers() {
    int count = shell.timing().gossipNodes();
    return pacing().peersInTurn()
        ? walk.next(table, count, this::isPeer)
        : PeerChoice.choose(table, count, shell.random(), this::isPeer);
  }

  private Pacing pacing() {
    return shell.config().pacing();
  }

  /** Returns whether something is left to tell. */
  private boolean tick() {
    long started = shell.timers().nowNanos();
    freshPacketsLeft = pacing().freshPackets();
    for (Member peer : peers()) {
      if (!tell(peer)) {
        break;
      }
    }
    shell.sampleSince("memberlist.gossip", started);
    return queue.size() > 0 || shell.delegate().hasBroadcasts();
  }

  /** Sends all that waits, in as many packets as are allowed; false if there was nothing. */
  private boolean tell(Member peer) {
    Turn turn = packets.turn();
    if (packets.gossip(peer, turn) == 0) {
      return false;
    }
    int more = pacing().packetsPerTick() - 1;
    while (more > 0 && sendExtra(peer, turn)) {
      more--;
    }
    return true;
  }

  private boolean isPeer(int position) {
    return switch (table.stateAt(position)) {
      case ALIVE, SUSPECT -> !shell.isSelf(table.nameAt(position));
      case DEAD ->
          shell.timers().nowNanos() - table.sinceNanosAt(position)
              <= shell.timing().gossipToTheDeadTime().toNanos();
      case LEFT -> false;
    };
  }
}
