package io.kserf.swim;

import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.Message.IndirectPing;
import io.kserf.swim.wire.Message.Ping;

/**
 * Answers to other members' pings, and pings on their behalf. Whoever asks is answered, member or
 * not: a joiner probes before everybody has heard of it. But who is no member is not answered more
 * than {@link Strangers} allows, as the address may be a victim's.
 */
final class Answers {
  /** Pings for others under way at once; each lasts for the probe timeout at most. */
  private static final int MAX_RELAYED = 4096;

  private final Shell shell;
  private final PendingAcks acks;
  private final Packets packets;
  private int relayed;

  Answers(Shell shell, PendingAcks acks, Packets packets) {
    this.shell = shell;
    this.acks = acks;
    this.packets = packets;
  }

  /** The ack carries what the delegate has to say to who measures the round trip. */
  void onPing(Address from, Ping ping) {
    if (!isForUs(ping, from)) {
      return;
    }
    byte[] payload = shell.delegate().ackPayload();
    packets.answer(
        Pings.answerTo(from, ping.sourceAddr(), ping.sourcePort()),
        ping.sourceNode(),
        new Message.Ack(ping.seqNo(), payload.length == 0 ? null : payload));
  }

  /** Whether the ping is meant for this member: a name that has moved must not look alive. */
  boolean isForUs(Ping ping, Address from) {
    boolean forUs = ping.node().isEmpty() || shell.isSelf(ping.node());
    if (!forUs) {
      shell
          .complaints()
          .refused(
              () ->
                  "memberlist: Got ping for unexpected node '%s' from %s (did a member change its name or address?)"
                      .formatted(ping.node(), from));
    }
    return forUs;
  }

  void onIndirectPing(Address from, IndirectPing request) {
    byte[] ip = request.target();
    Address target = Address.of(ip == null ? new byte[0] : ip, shell.portOrOwn(request.port()));
    if (!target.isDialable()) {
      throw new MalformedMessage("indirect ping of '" + request.node() + "' at " + target);
    }
    if (relayed == MAX_RELAYED) {
      shell
          .complaints()
          .refused(
              () -> "memberlist: dropped an indirect ping from " + from + ": too many at once");
      return;
    }
    new Relay(Pings.answerTo(from, request.sourceAddr(), request.sourcePort()), request)
        .ping(target);
  }

  /** One ping on behalf of another member. */
  private final class Relay implements PendingAcks.Waiter {
    private final Address asker;
    private final IndirectPing request;
    private final long seqNo;
    private final Timers.Timer limit;

    Relay(Address asker, IndirectPing request) {
      this.asker = asker;
      this.request = request;
      this.seqNo = acks.await(this);
      this.limit = shell.timers().after(shell.timing().probeTimeout().toNanos(), this::onSilence);
      relayed++;
    }

    void ping(Address target) {
      packets.answer(target, request.node(), Pings.direct(shell.config(), seqNo, request.node()));
    }

    /** Without payload: the asker could not tell how long which part of the way took. */
    @Override
    public void onAck(Message.Ack ack) {
      relayed--;
      limit.cancel();
      packets.answer(asker, request.sourceNode(), new Message.Ack(request.seqNo(), null));
    }

    private void onSilence() {
      relayed--;
      acks.forget(seqNo);
      if (request.nack()) {
        packets.answer(asker, request.sourceNode(), new Message.Nack(request.seqNo()));
      }
    }
  }
}
