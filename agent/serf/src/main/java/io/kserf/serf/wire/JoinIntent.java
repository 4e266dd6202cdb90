package io.kserf.serf.wire;

import io.kserf.swim.wire.Fields;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;

/** {@code node} has joined, or takes an older leave back. */
public record JoinIntent(long lamportTime, String node) implements SerfMessage {
  static final int TYPE = 1;
  private static final Fields FIELDS = Fields.of("LTime", "Node");

  static JoinIntent readBody(MsgpackReader in) {
    long lamportTime = 0;
    String node = "";
    for (var struct = in.struct(FIELDS); struct.next(); ) {
      switch (struct.field()) {
        case "LTime" -> lamportTime = LamportTime.read(in);
        case "Node" -> node = in.string();
        default -> in.skip();
      }
    }
    return new JoinIntent(lamportTime, node);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeBody(MsgpackWriter out) {
    out.mapHeader(2);
    out.field("LTime").unsigned(lamportTime);
    out.field("Node").string(node);
  }
}
