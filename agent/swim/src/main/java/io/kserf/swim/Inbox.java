package io.kserf.swim;

import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.PacketCodec;
import org.jspecify.annotations.Nullable;

/** Takes apart what comes from the network, and brings each message to who handles it. */
final class Inbox {
  private final Shell shell;
  private final Sources sources;
  private final Keyring keyring;
  private final PacketCodec packets;
  private final Streams streams;
  private final Answers answers;
  private final PendingAcks acks;
  private final Rumours rumours;
  private final PushPull pushPull;

  Inbox(
      Shell shell,
      Sources sources,
      Keyring keyring,
      PacketCodec packets,
      Streams streams,
      Answers answers,
      PendingAcks acks,
      Rumours rumours,
      PushPull pushPull) {
    this.shell = shell;
    this.sources = sources;
    this.keyring = keyring;
    this.packets = packets;
    this.streams = streams;
    this.answers = answers;
    this.acks = acks;
    this.rumours = rumours;
    this.pushPull = pushPull;
  }

  void onDatagram(Address from, byte[] datagram) {
    shell.telemetry().count("memberlist.udp.received", datagram.length);
    if (datagram.length > 0 && sources.admit(from, "a packet")) {
      packets.open(datagram, new Dispatch(from));
    }
  }

  /** The answer to the one message of an accepted stream, or null to close it without a word. */
  byte @Nullable [] onStream(Address from, byte[] request) {
    shell.telemetry().count("memberlist.tcp.accept", 1);
    if (!sources.admit(from, "a stream")) {
      return null;
    }
    Message answer;
    try {
      Message message = streams.open(request);
      answer = sources.isCredibleStream(from, message) ? answer(from, message) : null;
    } catch (MalformedMessage e) {
      shell.complaints().malformed("stream from " + from, e, hint(e));
      answer = e.isAnswered() ? new Message.Error(String.valueOf(e.getMessage())) : null;
    }
    return answer == null ? null : streams.sealAnswer(answer);
  }

  private @Nullable Message answer(Address from, Message request) {
    return switch (request) {
      // Without payload, as in Serf: the time over a stream says nothing about the distance.
      case Message.Ping ping ->
          answers.isForUs(ping, from) ? new Message.Ack(ping.seqNo(), null) : null;
      case Message.PushPull remote -> exchange(from, remote);
      case Message.User user -> {
        shell.delegate().onUserMessage(user.payload());
        yield null;
      }
      default -> throw outOfPlace(request, "stream");
    };
  }

  /** The peer gets this member's state even if its own is refused. */
  private Message exchange(Address from, Message.PushPull remote) {
    Message local = pushPull.localState(remote.join());
    try {
      pushPull.merge(remote);
    } catch (SwimException incompatible) {
      shell
          .complaints()
          .refused(
              () ->
                  "memberlist: Failed push/pull merge: %s from=%s"
                      .formatted(incompatible.getMessage(), from));
    }
    return local;
  }

  private void handle(Address from, Message message) {
    switch (message) {
      case Message.Ping ping -> answers.onPing(from, ping);
      case Message.IndirectPing ping -> answers.onIndirectPing(from, ping);
      case Message.Ack ack -> acks.onAck(ack);
      case Message.Nack nack -> acks.onNack(nack);
      case Message.Suspect suspect -> rumours.onSuspect(suspect);
      case Message.Alive alive -> rumours.onAlive(alive);
      case Message.Dead dead -> rumours.onDead(dead);
      case Message.User user -> shell.delegate().onUserMessage(user.payload());
      case Message.Error error -> throw outOfPlace(error, "packet");
      case Message.PushPull pushPull -> throw outOfPlace(pushPull, "packet");
    }
  }

  private static MalformedMessage outOfPlace(Message message, String carrier) {
    return new MalformedMessage(
        "a message of type %s does not belong in a %s"
            .formatted(message.getClass().getSimpleName(), carrier));
  }

  /** With keys, the layer of encryption is the one whose failure has an answer. */
  private String hint(MalformedMessage cause) {
    return keyring.isEnabled() && cause.isAnswered()
        ? " (does the sender have a key of this keyring?)"
        : "";
  }

  /** The messages of one packet; trouble with one of them does not touch the others. */
  private final class Dispatch implements PacketCodec.Sink {
    private final Address from;

    Dispatch(Address from) {
      this.from = from;
    }

    @Override
    public void onMessage(Message message) {
      shell
          .complaints()
          .guard(
              "a packet",
              () -> {
                try {
                  if (sources.isCredible(from, message)) {
                    handle(from, message);
                  }
                } catch (MalformedMessage e) {
                  onMalformed(e);
                }
              });
    }

    @Override
    public void onMalformed(MalformedMessage cause) {
      shell.complaints().malformed("packet from " + from, cause, hint(cause));
    }
  }
}
