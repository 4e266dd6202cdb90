package io.kserf.serf.notation;

import static io.kserf.serf.notation.Struct.hex;

import io.kserf.serf.wire.RawCoordinate;
import io.kserf.serf.wire.Tags;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Messages of membership. */
final class MemberNotation {
  private MemberNotation() {}

  /** The fields of the struct, and what Serf makes of those that are opaque to membership. */
  static Map<String, @Nullable Object> describe(Message message) {
    return switch (message) {
      case Message.Ping m -> fields(ping(m));
      case Message.IndirectPing m -> fields(indirectPing(m));
      case Message.Ack m -> ack(m);
      case Message.Nack m -> fields(Struct.of("SeqNo", m.seqNo()));
      case Message.Suspect m -> fields(rumour(m.from(), m.incarnation(), m.node()));
      case Message.Dead m -> fields(rumour(m.from(), m.incarnation(), m.node()));
      case Message.Alive m -> alive(m);
      case Message.Error m -> fields(Struct.of("Error", m.error()));
      case Message.User m -> Struct.of("user", SerfNotation.describe(m.payload()));
      case Message.PushPull m -> pushPull(m);
    };
  }

  private static Map<String, @Nullable Object> fields(Map<String, @Nullable Object> struct) {
    return Struct.of("fields", struct);
  }

  private static Map<String, @Nullable Object> ping(Message.Ping m) {
    var struct = Struct.of("Node", m.node(), "SeqNo", m.seqNo());
    source(struct, m.sourceAddr(), m.sourceNode(), m.sourcePort());
    return struct;
  }

  private static Map<String, @Nullable Object> indirectPing(Message.IndirectPing m) {
    var struct =
        Struct.of("Nack", m.nack(), "Node", m.node(), "Port", m.port(), "SeqNo", m.seqNo());
    source(struct, m.sourceAddr(), m.sourceNode(), m.sourcePort());
    struct.put("Target", hex(m.target()));
    return struct;
  }

  /** Peers before memberlist 0.2 write none of these. */
  private static void source(
      Map<String, @Nullable Object> struct, byte @Nullable [] addr, String node, int port) {
    if (addr != null) {
      struct.put("SourceAddr", hex(addr));
    }
    if (!node.isEmpty()) {
      struct.put("SourceNode", node);
    }
    if (port != 0) {
      struct.put("SourcePort", port);
    }
  }

  private static Map<String, @Nullable Object> rumour(String from, long incarnation, String node) {
    return Struct.of("From", from, "Incarnation", incarnation, "Node", node);
  }

  private static Map<String, @Nullable Object> ack(Message.Ack m) {
    byte[] payload = m.payload();
    var ack = fields(Struct.of("Payload", hex(payload), "SeqNo", m.seqNo()));
    if (payload != null && payload.length > 0) {
      ack.put("ping_version", payload[0] & 0xff);
      coordinate(ack, payload);
    }
    return ack;
  }

  private static void coordinate(Map<String, @Nullable Object> ack, byte[] payload) {
    RawCoordinate coordinate;
    try {
      coordinate = RawCoordinate.fromAckPayload(payload);
    } catch (MalformedMessage e) {
      return; // Another program's payload, then: it stands in the fields.
    }
    ack.put(
        "coordinate",
        Struct.of(
            "Adjustment", number(coordinate.adjustment()),
            "Error", number(coordinate.error()),
            "Height", number(coordinate.height()),
            "Vec", Arrays.stream(coordinate.vec()).mapToObj(MemberNotation::number).toList()));
  }

  /** JSON knows no infinity, but anybody may send one. */
  private static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : Double.toString(value);
  }

  private static Map<String, @Nullable Object> alive(Message.Alive m) {
    var alive =
        fields(
            Struct.of(
                "Addr", hex(m.addr()),
                "Incarnation", m.incarnation(),
                "Meta", hex(m.meta()),
                "Node", m.node(),
                "Port", m.port(),
                "Vsn", hex(m.vsn())));
    tags(alive, "tags", m.meta());
    return alive;
  }

  private static void tags(
      Map<String, @Nullable Object> described, String name, byte @Nullable [] meta) {
    try {
      var tags = Tags.decode(meta == null ? new byte[0] : meta, UnaryOperator.identity());
      described.put(name, tags);
    } catch (MalformedMessage e) {
      // Another program's meta, then: it stands in the fields.
    }
  }

  private static Map<String, @Nullable Object> pushPull(Message.PushPull m) {
    List<Map<String, @Nullable Object>> nodes =
        m.nodes().stream().map(MemberNotation::node).toList();
    return Struct.of(
        "header",
        Struct.of(
            "Join", m.join(), "Nodes", m.nodes().size(), "UserStateLen", m.userState().length),
        "nodes",
        nodes,
        "user_state",
        SerfNotation.describe(m.userState()));
  }

  private static Map<String, @Nullable Object> node(Message.NodeState m) {
    var node =
        Struct.of(
            "Addr", hex(m.addr()),
            "Incarnation", m.incarnation(),
            "Meta", hex(m.meta()),
            "Name", m.name(),
            "Port", m.port(),
            "State", m.state(),
            "Vsn", hex(m.vsn()));
    tags(node, "tags_decoded", m.meta());
    return node;
  }
}
