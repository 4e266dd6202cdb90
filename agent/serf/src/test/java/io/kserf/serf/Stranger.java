package io.kserf.serf;

import io.kserf.serf.wire.QueryMessage;
import io.kserf.serf.wire.SerfMessage;
import io.kserf.serf.wire.Tags;
import io.kserf.swim.Address;
import io.kserf.swim.Keyring;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.MessageCodec;
import io.kserf.swim.wire.PacketCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A member in a test's own hands: it answers pings, says what the test says, and remembers. */
final class Stranger implements TestPool.Peer {
  static final Address ADDRESS = Address.ipv4(10, 0, 0, 99, 7946);

  private final PacketCodec packets =
      new PacketCodec("", false, Keyring.disabled(), new SplittableRandom(1));
  private final TestPool.Node node;
  private final List<SerfMessage> heard = new ArrayList<>();

  private Stranger(TestPool.Node node) {
    this.node = node;
  }

  /** Somebody who only sends. */
  static Stranger to(TestPool.Node node) {
    return new Stranger(node);
  }

  /** A member that {@code node} takes for alive. */
  static Stranger among(TestPool pool, TestPool.Node node) {
    return among(pool, node, 5);
  }

  /**
   * @param maxProtocol the highest protocol of memberlist that it claims to speak
   */
  static Stranger among(TestPool pool, TestPool.Node node, int maxProtocol) {
    var stranger = new Stranger(node);
    pool.connect(ADDRESS, stranger);
    stranger.send(
        new Message.Alive(
            1,
            "stranger",
            ADDRESS.ip(),
            ADDRESS.port(),
            Tags.encode(Map.of()),
            new byte[] {1, (byte) maxProtocol, 2, 2, 5, 5}));
    return stranger;
  }

  /** Claims that somebody of this name lives here. */
  void claim(String name) {
    send(
        new Message.Alive(
            1,
            name,
            ADDRESS.ip(),
            ADDRESS.port(),
            Tags.encode(Map.of()),
            new byte[] {1, 5, 2, 2, 5, 5}));
  }

  /** The query {@code load} as a stranger asks it, open for a second. */
  static QueryMessage query(int flags, int relayFactor, @Nullable List<byte[]> filters) {
    return new QueryMessage(
        5,
        1,
        ADDRESS.ip(),
        ADDRESS.port(),
        "asker",
        filters,
        flags,
        relayFactor,
        1_000_000_000,
        "load",
        null);
  }

  void say(SerfMessage message) {
    say(message.encode());
  }

  void say(byte[] serfMessage) {
    send(new Message.User(serfMessage));
  }

  private void send(Message message) {
    node.serf.onDatagram(ADDRESS, packets.seal(MessageCodec.encode(message), false));
  }

  /** All messages of Serf of one type that it was sent. */
  <T extends SerfMessage> List<T> heard(Class<T> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public void onDatagram(Address from, byte[] datagram) {
    packets.open(
        datagram,
        new PacketCodec.Sink() {
          @Override
          public void onMessage(Message message) {
            switch (message) {
              case Message.Ping ping -> send(new Message.Ack(ping.seqNo(), null));
              case Message.User user -> heard.add(SerfMessage.decode(user.payload()));
              default -> {}
            }
          }

          @Override
          public void onMalformed(MalformedMessage cause) {
            throw cause;
          }
        });
  }

  @Override
  public byte @Nullable [] onStream(Address from, byte[] request) {
    return null;
  }
}
