package io.kserf.serf.wire;

import io.kserf.swim.wire.Fields;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;

/**
 * {@code node} is going to leave: it says so itself, or another member forces it.
 *
 * @param prune whether it shall be forgotten at once, without a tombstone
 */
public record LeaveIntent(long lamportTime, String node, boolean prune) implements SerfMessage {
  static final int TYPE = 0;
  private static final Fields FIELDS = Fields.of("LTime", "Node", "Prune");

  static LeaveIntent readBody(MsgpackReader in) {
    long lamportTime = 0;
    String node = "";
    boolean prune = false;
    for (var struct = in.struct(FIELDS); struct.next(); ) {
      switch (struct.field()) {
        case "LTime" -> lamportTime = LamportTime.read(in);
        case "Node" -> node = in.string();
        case "Prune" -> prune = in.bool();
        default -> in.skip();
      }
    }
    return new LeaveIntent(lamportTime, node, prune);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeBody(MsgpackWriter out) {
    out.mapHeader(3);
    out.field("LTime").unsigned(lamportTime);
    out.field("Node").string(node);
    out.field("Prune").bool(prune);
  }
}
