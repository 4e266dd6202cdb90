package io.kserf.swim;

import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.MessageCodec;
import io.kserf.swim.wire.PacketCodec;
import io.kserf.swim.wire.StreamCodec;
import io.kserf.swim.wire.StreamSide;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One instance, {@code self}, alone in the hands of a test: what comes from the network is what the
 * test says, what goes out is recorded, and time stands still until it is moved.
 */
final class Instance implements Network {
  static final Address ADDRESS = Address.ipv4(10, 0, 0, 1, 7946);
  static final byte[] VERSIONS = {1, 5, 2, 2, 5, 5};
  static final byte[] META = {(byte) 0xff, (byte) 0x80};

  final VirtualTime time = new VirtualTime();
  final RecordingDelegate delegate = new RecordingDelegate();
  final CountingTelemetry telemetry = new CountingTelemetry();
  final List<String> log = new ArrayList<>();
  final List<Sent> sent = new ArrayList<>();
  final List<Exchange> exchanges = new ArrayList<>();
  final Swim swim;
  private final PacketCodec packets;
  private final StreamCodec streams;
  private final Map<Address, SwimException> sendFailures = new HashMap<>();
  private boolean answersPings;

  /** A datagram that went out, and the messages in it. */
  record Sent(Address to, byte[] datagram, List<Message> messages) {}

  /** A stream that was dialled. */
  record Exchange(Address to, Message request, Duration timeout, Completion<byte[]> reply) {}

  Instance(Consumer<Settings> change, Keyring keyring) {
    Settings settings = Settings.lan("self", ADDRESS);
    change.accept(settings);
    SwimConfig config = settings.build();
    var random = new Random(1);
    packets =
        new PacketCodec(config.framing().label(), config.framing().compression(), keyring, random);
    streams =
        new StreamCodec(config.framing().label(), config.framing().compression(), keyring, random);
    swim =
        new Swim(
            config,
            keyring,
            this,
            time,
            delegate,
            (level, message) -> log.add(level + " " + message.get()),
            telemetry,
            settings.identities,
            new Random(42),
            new Random(43));
  }

  /** With the LAN's settings, and started. */
  static Instance started() {
    return started(settings -> {});
  }

  static Instance started(Consumer<Settings> change) {
    return started(change, Keyring.disabled());
  }

  static Instance started(Consumer<Settings> change, Keyring keyring) {
    var instance = new Instance(change, keyring);
    instance.swim.start();
    return instance;
  }

  /** Lets every direct ping be answered after a millisecond, as if all members were well. */
  Instance amongTheWell() {
    answersPings = true;
    return this;
  }

  /** Lets every datagram to {@code to} fail locally. */
  void failSending(Address to, SwimException cause) {
    sendFailures.put(to, cause);
  }

  @Override
  public void send(Address to, byte[] datagram) {
    if (sendFailures.containsKey(to)) {
      throw sendFailures.get(to);
    }
    var messages = open(datagram);
    sent.add(new Sent(to, datagram, messages));
    for (Message message : messages) {
      if (answersPings && message instanceof Message.Ping ping) {
        time.after(1_000_000, () -> receive(to, new Message.Ack(ping.seqNo(), null)));
      }
    }
  }

  @Override
  public void exchange(Address to, byte[] request, Duration timeout, Completion<byte[]> reply) {
    exchanges.add(new Exchange(to, streams.open(request, StreamSide.DIALLER), timeout, reply));
  }

  /** A packet with one message arrives. */
  void receive(Address from, Message message) {
    swim.onDatagram(from, packets.seal(MessageCodec.encode(message), false));
  }

  /** A packet with one message arrives from somewhere. */
  void hear(Message message) {
    receive(address(99), message);
  }

  /** A stream arrives; its answer, or null if it was just closed. */
  Message ask(Message request) {
    return askFrom(address(99), request);
  }

  Message askFrom(Address from, Message request) {
    byte[] answer = swim.onStream(from, streams.seal(request, StreamSide.DIALLER));
    return answer == null ? null : openAnswer(answer);
  }

  /** The message in which this member answered a stream. */
  Message openAnswer(byte[] answer) {
    return streams.open(answer, StreamSide.LISTENER);
  }

  /** The peer answers a stream. */
  void answer(Exchange exchange, Message answer) {
    exchange.reply.succeeded(streams.seal(answer, StreamSide.LISTENER));
  }

  /** Members that live at 10.0.0.N, with incarnation 1 and the newest protocol. */
  void meet(int... numbers) {
    for (int number : numbers) {
      hear(alive(number, 1));
    }
  }

  /** The state of a member, or {@code unknown}. */
  String stateOf(String name) {
    Member member = swim.member(name);
    return member == null
        ? "unknown"
        : member.state().name().toLowerCase(Locale.ROOT) + "@" + member.incarnation();
  }

  /** All messages of a kind that went out, in order. */
  <T extends Message> List<T> sent(Class<T> kind) {
    return sent.stream()
        .flatMap(packet -> packet.messages.stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** Everything that is queued for gossip now, each once: asks for it with a ping of a member. */
  List<Message> gossiped() {
    sent.clear();
    receive(ADDRESS, new Message.Ping(1, "", ADDRESS.ip(), ADDRESS.port(), "self"));
    return sent.getLast().messages.stream().skip(1).toList();
  }

  /** The messages of a datagram that this member sent. */
  List<Message> open(byte[] datagram) {
    var messages = new ArrayList<Message>();
    packets.open(
        datagram,
        new PacketCodec.Sink() {
          @Override
          public void onMessage(Message message) {
            messages.add(message);
          }

          @Override
          public void onMalformed(MalformedMessage cause) {
            throw new AssertionError("this member sent rubbish", cause);
          }
        });
    return messages;
  }

  static Address address(int number) {
    return Address.ipv4(10, 0, 0, number, 7946);
  }

  static String name(int number) {
    return "m" + number;
  }

  static Message.Alive alive(int number, long incarnation) {
    return alive(name(number), address(number), incarnation, META);
  }

  static Message.Alive alive(String name, Address address, long incarnation, byte[] meta) {
    return new Message.Alive(incarnation, name, address.ip(), address.port(), meta, VERSIONS);
  }

  static Message.Suspect suspect(int number, long incarnation, String from) {
    return new Message.Suspect(incarnation, name(number), from);
  }

  static Message.Dead dead(int number, long incarnation) {
    return new Message.Dead(incarnation, name(number), "m98");
  }

  static Message.Dead left(int number, long incarnation) {
    return new Message.Dead(incarnation, name(number), name(number));
  }

  /** The lines of the log that hold a text. */
  Stream<String> logged(String text) {
    return log.stream().filter(line -> line.contains(text));
  }
}
