package io.kserf.serf.wire;

import io.kserf.swim.wire.Fields;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;
import org.jspecify.annotations.Nullable;

/**
 * A user event.
 *
 * @param coalesce whether receivers may merge it with others of its name
 */
public record UserEventMessage(
    long lamportTime, String name, byte @Nullable [] payload, boolean coalesce)
    implements SerfMessage {
  static final int TYPE = 3;
  private static final Fields FIELDS = Fields.of("LTime", "Name", "Payload", "CC");

  static UserEventMessage readBody(MsgpackReader in) {
    long lamportTime = 0;
    String name = "";
    byte[] payload = null;
    boolean coalesce = false;
    for (var struct = in.struct(FIELDS); struct.next(); ) {
      switch (struct.field()) {
        case "LTime" -> lamportTime = LamportTime.read(in);
        case "Name" -> name = in.string();
        case "Payload" -> payload = in.bytes();
        case "CC" -> coalesce = in.bool();
        default -> in.skip();
      }
    }
    return new UserEventMessage(lamportTime, name, payload, coalesce);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeBody(MsgpackWriter out) {
    out.mapHeader(4);
    out.field("CC").bool(coalesce);
    out.field("LTime").unsigned(lamportTime);
    out.field("Name").string(name);
    out.field("Payload").bytes(payload);
  }
}
