package io.kserf.serf.wire;

import io.kserf.swim.wire.Fields;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;
import java.util.ArrayList;
import java.util.List;

/** Whom a query is for. */
public sealed interface QueryFilter {

  /** Members with one of these names. */
  record Nodes(List<String> names) implements QueryFilter {
    static final int TYPE = 0;
  }

  /** Members in whose tag (empty when missing) the RE2 expression is found, anywhere. */
  record Tag(String tag, String expression) implements QueryFilter {
    static final int TYPE = 1;
  }

  /** The bytes that a query carries. */
  default byte[] encode() {
    var out = new MsgpackWriter();
    switch (this) {
      case Nodes(var names) -> {
        out.rawByte(Nodes.TYPE).arrayHeader(names.size());
        names.forEach(out::string);
      }
      case Tag(var tag, var expression) -> {
        out.rawByte(Tag.TYPE).mapHeader(2);
        out.field("Expr").string(expression);
        out.field("Tag").string(tag);
      }
    }
    return out.toByteArray();
  }

  /**
   * @throws MalformedMessage if it is of an unknown type or not what its type says
   */
  static QueryFilter decode(byte[] filter) {
    var in = new MsgpackReader(filter);
    int type = in.rawByte();
    return switch (type) {
      case Nodes.TYPE -> readNodes(in);
      case Tag.TYPE -> readTag(in);
      default -> throw new MalformedMessage("unknown type " + type + " of a query filter");
    };
  }

  private static Nodes readNodes(MsgpackReader in) {
    int count = in.arrayHeader();
    var names = new ArrayList<String>(Math.max(count, 0));
    for (int i = 0; i < count; i++) {
      names.add(in.string());
    }
    return new Nodes(names);
  }

  private static Tag readTag(MsgpackReader in) {
    Fields fields = Fields.of("Tag", "Expr");
    String tag = "";
    String expression = "";
    for (var struct = in.struct(fields); struct.next(); ) {
      switch (struct.field()) {
        case "Tag" -> tag = in.string();
        case "Expr" -> expression = in.string();
        default -> in.skip();
      }
    }
    return new Tag(tag, expression);
  }
}
