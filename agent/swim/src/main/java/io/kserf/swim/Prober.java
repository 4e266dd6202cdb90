package io.kserf.swim;

import io.kserf.swim.wire.Message;
import org.jspecify.annotations.Nullable;

/**
 * Probes the members one after the other, each once in a round, and draws the conclusions: for the
 * member's state, for the own health, for the delegate's coordinates.
 */
final class Prober implements Probe.Outcome {
  private final Shell shell;
  private final MemberTable table;
  private final PendingAcks acks;
  private final Packets packets;
  private final Streams streams;
  private final Health health;
  private final Rumours rumours;
  private final Accused accused;
  private int next;
  private boolean probing;
  private boolean missedTick;

  Prober(
      Shell shell,
      MemberTable table,
      PendingAcks acks,
      Packets packets,
      Streams streams,
      Health health,
      Rumours rumours,
      Accused accused) {
    this.shell = shell;
    this.table = table;
    this.acks = acks;
    this.packets = packets;
    this.streams = streams;
    this.health = health;
    this.rumours = rumours;
    this.accused = accused;
  }

  void start() {
    long interval = shell.timing().probeInterval().toNanos();
    shell.timers().every(interval, shell.random(), this::tick);
  }

  /** Probes never overlap: of the ticks during a long one, only one counts, right after it. */
  private void tick() {
    if (probing) {
      missedTick = true;
    } else {
      probeNext();
    }
  }

  private void probeNext() {
    missedTick = false;
    Member target = nextTarget();
    if (target == null) {
      return;
    }
    if (health.score() > 0) {
      shell.telemetry().count("memberlist.degraded.probe", 1);
    }
    probing = true;
    long interval = health.stretch(shell.timing().probeInterval().toNanos());
    new Probe(target, this, shell, table, acks, packets, streams).start(interval);
  }

  /** The next one in the ring that is to be probed, if anybody is. */
  private @Nullable Member nextTarget() {
    for (int checked = 0; checked < table.size(); checked++) {
      if (next >= table.size()) {
        beginRound();
        continue;
      }
      int position = next++;
      if (!table.stateAt(position).isGone() && !shell.isSelf(table.nameAt(position))) {
        return table.at(position);
      }
    }
    return null;
  }

  /** Those who have been gone for long enough to be forgotten by everybody's gossip are reaped. */
  private void beginRound() {
    next = 0;
    long reapBefore = shell.timers().nowNanos() - shell.timing().gossipToTheDeadTime().toNanos();
    table.reapAndShuffle(
        position ->
            table.stateAt(position).isGone()
                && table.sinceNanosAt(position) < reapBefore
                && !shell.isSelf(table.nameAt(position)),
        shell.random());
  }

  @Override
  public void answered(Member target, long rttNanos, byte[] payload) {
    health.improve();
    conclude(() -> shell.delegate().onRoundTrip(target, rttNanos, payload));
  }

  @Override
  public void reachedOtherwise(Member target) {
    conclude(health::improve);
  }

  @Override
  public void unanswered(Member target, int missingNacks) {
    health.worsen(missingNacks < 0 ? 1 : missingNacks);
    shell.log(
        Log.Level.INFO,
        () -> "memberlist: Suspect " + target.name() + " has failed, no acks received");
    String self = shell.config().name();
    var accusation = new Message.Suspect(target.incarnation(), target.name(), self);
    conclude(
        () -> {
          rumours.onSuspect(accusation);
          accused.tell(target.name());
        });
  }

  @Override
  public void notSent(Member target, SwimException cause) {
    conclude(
        () ->
            shell.log(
                Log.Level.ERR,
                () ->
                    "memberlist: Failed to send ping to %s at %s: %s"
                        .formatted(target.name(), target.address(), cause.getMessage())));
  }

  /** Whatever comes of a probe, the next one follows. */
  private void conclude(Runnable conclusion) {
    probing = false;
    try {
      conclusion.run();
    } finally {
      if (missedTick) {
        probeNext();
      }
    }
  }
}
