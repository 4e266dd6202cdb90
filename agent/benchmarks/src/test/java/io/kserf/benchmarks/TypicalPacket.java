package io.kserf.benchmarks;

import io.kserf.serf.wire.SerfMessage;
import io.kserf.serf.wire.UserEventMessage;
import io.kserf.swim.Address;
import io.kserf.swim.wire.Compound;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a datagram holds while members come and go: ten alive messages, two suspicions and a user
 * event, and a ping in front of them where they are piggybacked. HashiCorp's agents sent each of
 * these messages; only never in one packet, as the pools that were recorded are small.
 */
final class TypicalPacket {
  /** Whom the ping asks. */
  static final String RECEIVER = "beta";

  static final Address RECEIVER_ADDRESS = Address.ipv4(127, 0, 1, 2, 7946);

  /** Where the packet comes from: alpha's address. */
  static final Address SENDER_ADDRESS = Address.ipv4(127, 0, 1, 1, 7946);

  private static final List<String> ALIVE =
      List.of(
          "alpha", "gamma", "node-a", "node-b", "node-c", "e16-a", "e16-b", "e16-c", "loc-a",
          "loc-c");
  private static final List<String> SUSPECTS = List.of("gamma", "e16-c");
  private static final String EVENT = "deploy";
  private static final int USER_EVENT = 3;

  private final Message ping;
  private final List<Message> rumours = new ArrayList<>();

  TypicalPacket() {
    var capture = new Capture();
    this.ping = capture.first(Message.Ping.class, ping -> ping.node().equals(RECEIVER));
    for (String name : ALIVE) {
      rumours.add(capture.first(Message.Alive.class, alive -> alive.node().equals(name)));
    }
    for (String name : SUSPECTS) {
      rumours.add(capture.first(Message.Suspect.class, suspect -> suspect.node().equals(name)));
    }
    rumours.add(capture.first(Message.User.class, TypicalPacket::isTheEvent));
  }

  private static boolean isTheEvent(Message.User user) {
    return user.payload()[0] == USER_EVENT
        && SerfMessage.decode(user.payload()) instanceof UserEventMessage event
        && event.name().equals(EVENT);
  }

  /** The rumours as one compound, without any layer around it. */
  byte[] compound() {
    return compoundOf(rumours.stream());
  }

  /** A packet of gossip. */
  byte[] gossip(Layers layers) {
    return layers.codec().seal(compound(), true);
  }

  /** The same behind a ping. */
  byte[] ping(Layers layers) {
    return layers.codec().seal(compoundOf(Stream.concat(Stream.of(ping), rumours.stream())), false);
  }

  /**
   * So many packets of gossip, each of nothing but news for whoever has taken those before: one
   * incarnation and one Lamport time later.
   */
  List<byte[]> news(Layers layers, int count) {
    var codec = layers.codec();
    var packets = new ArrayList<byte[]>(count);
    for (int i = 1; i <= count; i++) {
      int steps = i;
      packets.add(
          codec.seal(compoundOf(rumours.stream().map(rumour -> laterBy(steps, rumour))), true));
    }
    return packets;
  }

  private static Message laterBy(int steps, Message message) {
    return switch (message) {
      case Message.Alive m ->
          new Message.Alive(
              m.incarnation() + steps, m.node(), m.addr(), m.port(), m.meta(), m.vsn());
      case Message.Suspect m -> new Message.Suspect(m.incarnation() + steps, m.node(), m.from());
      case Message.User m -> new Message.User(laterBy(steps, m.payload()));
      default -> throw new IllegalArgumentException("no rumour: " + message);
    };
  }

  private static byte[] laterBy(int steps, byte[] userEvent) {
    var event = (UserEventMessage) SerfMessage.decode(userEvent);
    return new UserEventMessage(
            event.lamportTime() + steps, event.name(), event.payload(), event.coalesce())
        .encode();
  }

  private static byte[] compoundOf(Stream<Message> messages) {
    return Compound.of(messages.map(MessageCodec::encode).toList());
  }
}
