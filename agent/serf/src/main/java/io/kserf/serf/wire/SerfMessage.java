package io.kserf.serf.wire;

import io.kserf.swim.wire.IntegerDialect;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;

/** One message of Serf: a type byte, and a struct after it. */
public sealed interface SerfMessage
    permits LeaveIntent,
        JoinIntent,
        PushPullState,
        UserEventMessage,
        QueryMessage,
        QueryResponse,
        ConflictResponse,
        KeyRequest,
        KeyResponse,
        RelayMessage {

  /** The first byte. */
  int type();

  /** Writes everything after the type byte. */
  void writeBody(MsgpackWriter out);

  /** The whole message, in the dialect that every Serf reads. */
  default byte[] encode() {
    return encode(IntegerDialect.UNSIGNED);
  }

  default byte[] encode(IntegerDialect dialect) {
    var out = new MsgpackWriter(dialect);
    out.rawByte(type());
    writeBody(out);
    return out.toByteArray();
  }

  /** Whether these bytes begin with the type of one of these messages. */
  static boolean isKnownType(byte[] message) {
    return message.length > 0 && message[0] >= 0 && message[0] <= RelayMessage.TYPE;
  }

  /**
   * Reads a whole message. Bytes after its struct are ignored, as Serf does.
   *
   * @throws MalformedMessage if the type is unknown or the struct is not what the type says
   */
  static SerfMessage decode(byte[] message) {
    var in = new MsgpackReader(message);
    int type = in.rawByte();
    return switch (type) {
      case LeaveIntent.TYPE -> LeaveIntent.readBody(in);
      case JoinIntent.TYPE -> JoinIntent.readBody(in);
      case PushPullState.TYPE -> PushPullState.readBody(in);
      case UserEventMessage.TYPE -> UserEventMessage.readBody(in);
      case QueryMessage.TYPE -> QueryMessage.readBody(in);
      case QueryResponse.TYPE -> QueryResponse.readBody(in);
      case ConflictResponse.TYPE -> ConflictResponse.readBody(in);
      case KeyRequest.TYPE -> KeyRequest.readBody(in);
      case KeyResponse.TYPE -> KeyResponse.readBody(in);
      case RelayMessage.TYPE -> RelayMessage.readBody(in);
      default -> throw new MalformedMessage("unknown type " + type + " of a Serf message");
    };
  }
}
