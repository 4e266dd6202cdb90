package io.kserf.swim.wire;

import io.kserf.swim.wire.Message.NodeState;
import io.kserf.swim.wire.Message.PushPull;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a push/pull: a header, then as many nodes as it says, each a struct, then as many
 * bytes of user state as it says.
 */
final class PushPullCodec {
  private static final int MAX_NODES = 1 << 20;

  /** A node whose fields are all zero, as an array. */
  private static final int MIN_NODE_BYTES = 8;

  private static final Fields HEADER = Fields.of("Nodes", "UserStateLen", "Join");
  private static final Fields NODE =
      Fields.of("Name", "Addr", "Port", "Meta", "Incarnation", "State", "Vsn");

  private final IntegerDialect dialect;

  PushPullCodec(IntegerDialect dialect) {
    this.dialect = dialect;
  }

  byte[] encode(PushPull message) {
    int expected = 64 + 128 * message.nodes().size() + message.userState().length;
    var out = new MsgpackWriter(dialect, expected).rawByte(MessageType.PUSH_PULL);
    out.mapHeader(3).field("Join").bool(message.join());
    out.field("Nodes").signed(message.nodes().size());
    out.field("UserStateLen").signed(message.userState().length);
    for (NodeState node : message.nodes()) {
      encode(out, node);
    }
    return out.rawBytes(message.userState()).toByteArray();
  }

  private static void encode(MsgpackWriter out, NodeState node) {
    out.mapHeader(7).field("Addr").bytes(node.addr());
    out.field("Incarnation").unsigned(node.incarnation()).field("Meta").bytes(node.meta());
    out.field("Name").string(node.name()).field("Port").unsigned(node.port());
    out.field("State").signed(node.state()).field("Vsn").bytes(node.vsn());
  }

  /** What the header says of the rest. */
  record Header(int nodes, int userStateLength, boolean join) {}

  static Header decodeHeader(MsgpackReader in) {
    long nodes = 0;
    long userStateLength = 0;
    boolean join = false;
    for (var struct = in.struct(HEADER); struct.next(); ) {
      switch (struct.field()) {
        case "Nodes" -> nodes = in.int64();
        case "UserStateLen" -> userStateLength = in.int64();
        case "Join" -> join = in.bool();
        default -> in.skip();
      }
    }
    return new Header(
        StreamCodec.bounded("Nodes", nodes, MAX_NODES),
        StreamCodec.bounded("UserStateLen", userStateLength, StreamCodec.MAX_BYTES),
        join);
  }

  /** Decodes what follows the type byte. */
  static PushPull decode(MsgpackReader in) {
    Header header = decodeHeader(in);
    if (header.nodes() > in.remaining() / MIN_NODE_BYTES) {
      throw new MalformedMessage(
          "push/pull claims %d nodes, but only %d bytes follow"
              .formatted(header.nodes(), in.remaining()));
    }
    List<NodeState> nodes = new ArrayList<>(header.nodes());
    for (int i = 0; i < header.nodes(); i++) {
      nodes.add(decodeNode(in));
    }
    return new PushPull(header.join(), nodes, in.rawBytes(header.userStateLength()));
  }

  private static NodeState decodeNode(MsgpackReader in) {
    String name = "";
    byte[] addr = null;
    int port = 0;
    byte[] meta = null;
    long incarnation = 0;
    int state = 0;
    byte[] vsn = null;
    for (var struct = in.struct(NODE); struct.next(); ) {
      switch (struct.field()) {
        case "Name" -> name = in.string();
        case "Addr" -> addr = in.bytes();
        case "Port" -> port = in.uint16();
        case "Meta" -> meta = in.bytes();
        case "Incarnation" -> incarnation = in.uint32();
        case "State" -> state = in.int32();
        case "Vsn" -> vsn = in.bytes();
        default -> in.skip();
      }
    }
    return new NodeState(name, addr, port, meta, incarnation, state, vsn);
  }
}
