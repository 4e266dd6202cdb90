package io.kserf.swim;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One probe of one member: a direct ping first; without an ack in time, pings through others and
 * one over a stream, all until the probe's time is over (SWIM §3.1). Lifeguard adds the nacks: who
 * pings for us says so when it got no answer either, so that its silence tells us about ourselves.
 */
final class Probe implements PendingAcks.Waiter {
  private static final int STREAM_PING_PROTOCOL = 3;
  private static final int NACK_PROTOCOL = 4;

  private final Member target;
  private final Outcome outcome;
  private final Shell shell;
  private final MemberTable table;
  private final PendingAcks acks;
  private final Packets packets;
  private final Streams streams;
  private final List<Timers.Timer> timers = new ArrayList<>(2);
  private long seqNo;
  private long sentNanos;
  private long deadlineNanos;
  private boolean asksOthers;
  private boolean answeredByStream;
  private int expectedNacks;
  private int nacks;
  private boolean ended;

  /** How a probe ends; exactly one of the methods is called. */
  interface Outcome {
    /** The direct ping was answered in time. */
    void answered(Member target, long rttNanos, byte[] payload);

    /** The target answered late, through another member or over a stream. */
    void reachedOtherwise(Member target);

    /**
     * Nobody got an answer.
     *
     * @param missingNacks how many members that pinged for us kept silent, or -1 if none was asked
     *     that would have spoken
     */
    void unanswered(Member target, int missingNacks);

    /** It could not be sent for a reason that is our own. */
    void notSent(Member target, SwimException cause);
  }

  /**
   * @param target as known when the probe begins
   */
  Probe(
      Member target,
      Outcome outcome,
      Shell shell,
      MemberTable table,
      PendingAcks acks,
      Packets packets,
      Streams streams) {
    this.target = target;
    this.outcome = outcome;
    this.shell = shell;
    this.table = table;
    this.acks = acks;
    this.packets = packets;
    this.streams = streams;
  }

  /** Starts a probe that has {@code intervalNanos} for everything. */
  void start(long intervalNanos) {
    sentNanos = shell.timers().nowNanos();
    deadlineNanos = sentNanos + intervalNanos;
    seqNo = acks.await(this);
    timers.add(shell.timers().after(intervalNanos, this::expire));
    try {
      ping();
    } catch (SendFailed remote) {
      shell.complaints().unsent(target.address(), remote);
      askOthers();
      return;
    } catch (SwimException own) {
      end();
      outcome.notSent(target, own);
      return;
    }
    long patience = Math.min(intervalNanos, shell.timing().probeTimeout().toNanos());
    timers.add(shell.timers().after(patience, this::askOthers));
  }

  /** A suspect is told so in the same packet: it can refute at once (Lifeguard's buddy system). */
  private void ping() {
    var ping = Pings.direct(shell.config(), seqNo, target.name());
    if (target.state() == MemberState.ALIVE) {
      packets.send(target.address(), ping);
      return;
    }
    String self = shell.config().name();
    packets.sendBare(target, ping, new Message.Suspect(target.incarnation(), target.name(), self));
  }

  private void askOthers() {
    asksOthers = true;
    List<Member> peers =
        PeerChoice.choose(table, shell.timing().indirectChecks(), shell.random(), this::canHelp);
    for (Member peer : peers) {
      boolean nack = peer.maxProtocol() >= NACK_PROTOCOL;
      if (nack) {
        expectedNacks++;
      }
      packets.attempt(peer.address(), Pings.indirect(shell.config(), seqNo, target, nack));
    }
    if (shell.timing().tcpPings() && target.maxProtocol() >= STREAM_PING_PROTOCOL) {
      pingByStream();
    }
  }

  private boolean canHelp(int position) {
    String name = table.nameAt(position);
    return table.stateAt(position) == MemberState.ALIVE
        && !shell.isSelf(name)
        && !name.equals(target.name());
  }

  private void pingByStream() {
    long left = deadlineNanos - shell.timers().nowNanos();
    if (left > 0) {
      var ping = Pings.direct(shell.config(), seqNo, target.name());
      streams.exchange(target.address(), ping, Duration.ofNanos(left), new StreamAck());
    }
  }

  @Override
  public void onAck(Message.Ack ack) {
    long rtt = shell.timers().nowNanos() - sentNanos;
    end();
    if (asksOthers) {
      outcome.reachedOtherwise(target);
    } else {
      byte[] payload = ack.payload();
      outcome.answered(target, rtt, payload == null ? new byte[0] : payload);
    }
  }

  @Override
  public void onNack() {
    nacks++;
  }

  private void expire() {
    end();
    if (answeredByStream) {
      shell.log(
          Log.Level.WARN,
          () ->
              "memberlist: Was able to connect to %s over TCP but UDP probes failed, network may be misconfigured (is %s/udp open?)"
                  .formatted(target.name(), target.address()));
      outcome.reachedOtherwise(target);
    } else {
      outcome.unanswered(target, expectedNacks == 0 ? -1 : Math.max(0, expectedNacks - nacks));
    }
  }

  private void end() {
    Invariant.holds(!ended, "a probe ends once");
    ended = true;
    acks.forget(seqNo);
    timers.forEach(Timers.Timer::cancel);
    shell.sampleSince("memberlist.probeNode", sentNanos);
  }

  /** The ack over a stream counts only at the end: an ack by datagram is better news. */
  private final class StreamAck implements Completion<Message> {
    @Override
    public void succeeded(Message reply) {
      if (reply instanceof Message.Ack ack && ack.seqNo() == seqNo) {
        answeredByStream = true;
      } else {
        failed(new SwimException("the reply is not the ack of this ping"));
      }
    }

    @Override
    public void failed(SwimException cause) {
      shell.log(
          Log.Level.DEBUG,
          () ->
              "memberlist: Failed fallback TCP ping of %s at %s: %s"
                  .formatted(target.name(), target.address(), cause.getMessage()));
    }
  }
}
