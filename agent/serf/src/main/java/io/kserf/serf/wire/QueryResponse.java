package io.kserf.serf.wire;

import io.kserf.swim.wire.Fields;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a query, or the bare acknowledgement that it arrived.
 *
 * @param lamportTime of the query
 * @param id of the query
 * @param flags {@link #ACK}; unsigned 32 bit
 */
public record QueryResponse(
    long lamportTime, long id, String from, long flags, byte @Nullable [] payload)
    implements SerfMessage {
  /** This is an acknowledgement. */
  public static final int ACK = 1;

  static final int TYPE = 5;
  private static final Fields FIELDS = Fields.of("LTime", "ID", "From", "Flags", "Payload");

  public boolean isAck() {
    return (flags & ACK) != 0;
  }

  static QueryResponse readBody(MsgpackReader in) {
    long lamportTime = 0;
    long id = 0;
    String from = "";
    long flags = 0;
    byte[] payload = null;
    for (var struct = in.struct(FIELDS); struct.next(); ) {
      switch (struct.field()) {
        case "LTime" -> lamportTime = LamportTime.read(in);
        case "ID" -> id = in.uint32();
        case "From" -> from = in.string();
        case "Flags" -> flags = in.uint32();
        case "Payload" -> payload = in.bytes();
        default -> in.skip();
      }
    }
    return new QueryResponse(lamportTime, id, from, flags, payload);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeBody(MsgpackWriter out) {
    out.mapHeader(5);
    out.field("Flags").unsigned(flags);
    out.field("From").string(from);
    out.field("ID").unsigned(id);
    out.field("LTime").unsigned(lamportTime);
    out.field("Payload").bytes(payload);
  }
}
