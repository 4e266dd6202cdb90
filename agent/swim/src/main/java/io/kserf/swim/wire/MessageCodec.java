package io.kserf.swim.wire;

import io.kserf.swim.wire.Message.Ack;
import io.kserf.swim.wire.Message.Alive;
import io.kserf.swim.wire.Message.Dead;
import io.kserf.swim.wire.Message.IndirectPing;
import io.kserf.swim.wire.Message.Nack;
import io.kserf.swim.wire.Message.Ping;
import io.kserf.swim.wire.Message.PushPull;
import io.kserf.swim.wire.Message.Suspect;
import io.kserf.swim.wire.Message.User;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Messages as a datagram carries them, without any layer: a type byte and a msgpack struct. Streams
 * share these forms except for user messages and push/pulls, see {@link StreamCodec}.
 */
public final class MessageCodec {
  private static final Fields PING =
      Fields.of("SeqNo", "Node", "SourceAddr", "SourcePort", "SourceNode");
  private static final Fields INDIRECT_PING =
      Fields.of(
          "SeqNo", "Target", "Port", "Node", "Nack", "SourceAddr", "SourcePort", "SourceNode");
  private static final Fields ACK = Fields.of("SeqNo", "Payload");
  private static final Fields NACK = Fields.of("SeqNo");
  private static final Fields RUMOUR = Fields.of("Incarnation", "Node", "From");
  private static final Fields ALIVE =
      Fields.of("Incarnation", "Node", "Addr", "Port", "Meta", "Vsn");
  private static final Fields ERROR = Fields.of("Error");

  private MessageCodec() {}

  /**
   * The message with its type byte.
   *
   * @throws IllegalArgumentException for a push/pull, which no datagram carries
   */
  public static byte[] encode(Message message) {
    return switch (message) {
      case Ping m -> encodePing(m);
      case IndirectPing m -> encodeIndirectPing(m);
      case Ack m ->
          start(MessageType.ACK, 2)
              .field("Payload")
              .bytes(m.payload())
              .field("SeqNo")
              .unsigned(m.seqNo())
              .toByteArray();
      case Nack m -> start(MessageType.NACK, 1).field("SeqNo").unsigned(m.seqNo()).toByteArray();
      case Suspect m -> encodeRumour(MessageType.SUSPECT, m.from(), m.incarnation(), m.node());
      case Dead m -> encodeRumour(MessageType.DEAD, m.from(), m.incarnation(), m.node());
      case Alive m -> encodeAlive(m);
      case User m -> encodeUser(m);
      case Message.Error m ->
          start(MessageType.ERROR, 1).field("Error").string(m.error()).toByteArray();
      case PushPull m ->
          throw new IllegalArgumentException(
              "a push/pull of " + m.nodes().size() + " nodes goes by stream only");
    };
  }

  /** Decodes one message with its type byte; bytes after its end are ignored, as Serf does. */
  public static Message decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /**
   * Decodes one message with its type byte; bytes after its end are ignored, as Serf does.
   *
   * @throws MalformedMessage if it is empty, of a type that datagrams do not carry, or broken
   */
  public static Message decode(byte[] bytes, int from, int length) {
    if (length == 0) {
      throw new MalformedMessage("missing message type byte");
    }
    var in = new MsgpackReader(bytes, from, length);
    int type = in.rawByte();
    return switch (type) {
      case MessageType.PING -> decodePing(in);
      case MessageType.INDIRECT_PING -> decodeIndirectPing(in);
      case MessageType.ACK -> decodeAck(in);
      case MessageType.NACK -> decodeNack(in);
      case MessageType.SUSPECT -> decodeSuspect(in);
      case MessageType.DEAD -> decodeDead(in);
      case MessageType.ALIVE -> decodeAlive(in);
      case MessageType.USER -> new User(Arrays.copyOfRange(bytes, from + 1, from + length));
      case MessageType.ERROR -> decodeError(in);
      default -> throw new MalformedMessage("message type " + type + " is not known here");
    };
  }

  private static MsgpackWriter start(int type, int fields) {
    return new MsgpackWriter().rawByte(type).mapHeader(fields);
  }

  private static byte[] encodePing(Ping m) {
    int source = sourceFields(m.sourceAddr(), m.sourceNode(), m.sourcePort());
    var out = start(MessageType.PING, 2 + source);
    out.field("Node").string(m.node()).field("SeqNo").unsigned(m.seqNo());
    source(out, m.sourceAddr(), m.sourceNode(), m.sourcePort());
    return out.toByteArray();
  }

  private static byte[] encodeIndirectPing(IndirectPing m) {
    int source = sourceFields(m.sourceAddr(), m.sourceNode(), m.sourcePort());
    var out = start(MessageType.INDIRECT_PING, 5 + source);
    out.field("Nack").bool(m.nack()).field("Node").string(m.node());
    out.field("Port").unsigned(m.port()).field("SeqNo").unsigned(m.seqNo());
    source(out, m.sourceAddr(), m.sourceNode(), m.sourcePort());
    return out.field("Target").bytes(m.target()).toByteArray();
  }

  private static boolean has(byte @Nullable [] addr) {
    return addr != null && addr.length > 0;
  }

  /** Empty source fields are left out: peers before memberlist 0.2 know none. */
  private static int sourceFields(byte @Nullable [] addr, String node, int port) {
    return (has(addr) ? 1 : 0) + (node.isEmpty() ? 0 : 1) + (port == 0 ? 0 : 1);
  }

  private static void source(MsgpackWriter out, byte @Nullable [] addr, String node, int port) {
    if (has(addr)) {
      out.field("SourceAddr").bytes(addr);
    }
    if (!node.isEmpty()) {
      out.field("SourceNode").string(node);
    }
    if (port != 0) {
      out.field("SourcePort").unsigned(port);
    }
  }

  private static byte[] encodeRumour(int type, String from, long incarnation, String node) {
    return start(type, 3)
        .field("From")
        .string(from)
        .field("Incarnation")
        .unsigned(incarnation)
        .field("Node")
        .string(node)
        .toByteArray();
  }

  private static byte[] encodeAlive(Alive m) {
    var out = start(MessageType.ALIVE, 6);
    out.field("Addr").bytes(m.addr()).field("Incarnation").unsigned(m.incarnation());
    out.field("Meta").bytes(m.meta()).field("Node").string(m.node());
    return out.field("Port").unsigned(m.port()).field("Vsn").bytes(m.vsn()).toByteArray();
  }

  private static byte[] encodeUser(User m) {
    byte[] bytes = new byte[1 + m.payload().length];
    bytes[0] = MessageType.USER;
    System.arraycopy(m.payload(), 0, bytes, 1, m.payload().length);
    return bytes;
  }

  private static Ping decodePing(MsgpackReader in) {
    long seqNo = 0;
    String node = "";
    byte[] sourceAddr = null;
    int sourcePort = 0;
    String sourceNode = "";
    for (var struct = in.struct(PING); struct.next(); ) {
      switch (struct.field()) {
        case "SeqNo" -> seqNo = in.uint32();
        case "Node" -> node = in.string();
        case "SourceAddr" -> sourceAddr = in.bytes();
        case "SourcePort" -> sourcePort = in.uint16();
        case "SourceNode" -> sourceNode = in.string();
        default -> in.skip();
      }
    }
    return new Ping(seqNo, node, sourceAddr, sourcePort, sourceNode);
  }

  private static IndirectPing decodeIndirectPing(MsgpackReader in) {
    long seqNo = 0;
    byte[] target = null;
    int port = 0;
    String node = "";
    boolean nack = false;
    byte[] sourceAddr = null;
    int sourcePort = 0;
    String sourceNode = "";
    for (var struct = in.struct(INDIRECT_PING); struct.next(); ) {
      switch (struct.field()) {
        case "SeqNo" -> seqNo = in.uint32();
        case "Target" -> target = in.bytes();
        case "Port" -> port = in.uint16();
        case "Node" -> node = in.string();
        case "Nack" -> nack = in.bool();
        case "SourceAddr" -> sourceAddr = in.bytes();
        case "SourcePort" -> sourcePort = in.uint16();
        case "SourceNode" -> sourceNode = in.string();
        default -> in.skip();
      }
    }
    return new IndirectPing(seqNo, target, port, node, nack, sourceAddr, sourcePort, sourceNode);
  }

  private static Ack decodeAck(MsgpackReader in) {
    long seqNo = 0;
    byte[] payload = null;
    for (var struct = in.struct(ACK); struct.next(); ) {
      switch (struct.field()) {
        case "SeqNo" -> seqNo = in.uint32();
        case "Payload" -> payload = in.bytes();
        default -> in.skip();
      }
    }
    return new Ack(seqNo, payload);
  }

  private static Nack decodeNack(MsgpackReader in) {
    long seqNo = 0;
    for (var struct = in.struct(NACK); struct.next(); ) {
      seqNo = in.uint32();
    }
    return new Nack(seqNo);
  }

  private static Suspect decodeSuspect(MsgpackReader in) {
    Dead rumour = decodeDead(in);
    return new Suspect(rumour.incarnation(), rumour.node(), rumour.from());
  }

  private static Dead decodeDead(MsgpackReader in) {
    long incarnation = 0;
    String node = "";
    String from = "";
    for (var struct = in.struct(RUMOUR); struct.next(); ) {
      switch (struct.field()) {
        case "Incarnation" -> incarnation = in.uint32();
        case "Node" -> node = in.string();
        case "From" -> from = in.string();
        default -> in.skip();
      }
    }
    return new Dead(incarnation, node, from);
  }

  private static Alive decodeAlive(MsgpackReader in) {
    long incarnation = 0;
    String node = "";
    byte[] addr = null;
    int port = 0;
    byte[] meta = null;
    byte[] vsn = null;
    for (var struct = in.struct(ALIVE); struct.next(); ) {
      switch (struct.field()) {
        case "Incarnation" -> incarnation = in.uint32();
        case "Node" -> node = in.string();
        case "Addr" -> addr = in.bytes();
        case "Port" -> port = in.uint16();
        case "Meta" -> meta = in.bytes();
        case "Vsn" -> vsn = in.bytes();
        default -> in.skip();
      }
    }
    return new Alive(incarnation, node, addr, port, meta, vsn);
  }

  private static Message.Error decodeError(MsgpackReader in) {
    String error = "";
    for (var struct = in.struct(ERROR); struct.next(); ) {
      error = in.string();
    }
    return new Message.Error(error);
  }
}
