package io.kserf.swim.wire;

/**
 * Walks through the fields of one struct, whichever form it has: a map in any order (unknown keys
 * are skipped, missing ones never show up), a positional array (extra elements are skipped), or
 * nil. The caller reads the value of each field from the {@link MsgpackReader} that it came from:
 *
 * <pre>{@code
 * for (var struct = in.struct(PING); struct.next(); ) {
 *   switch (struct.field()) {
 *     case "SeqNo" -> seqNo = in.uint32();
 *     case "Node" -> node = in.string();
 *     default -> in.skip();
 *   }
 * }
 * }</pre>
 *
 * A loop that ran to its end has consumed the struct.
 */
public final class StructReader {
  private final MsgpackReader in;
  private final Fields fields;
  private final boolean positional;
  private final int count;
  private int read;
  private String field = "";

  StructReader(MsgpackReader in, Fields fields, boolean positional, int count) {
    this.in = in;
    this.fields = fields;
    this.positional = positional;
    this.count = count;
  }

  /** Moves to the next known field; false at the end of the struct. */
  public boolean next() {
    while (read < count) {
      int index = read++;
      if (positional && index < fields.count()) {
        field = fields.name(index);
        return true;
      }
      if (positional) {
        in.skip();
      } else if (nextKey()) {
        return true;
      }
    }
    return false;
  }

  private boolean nextKey() {
    String known = in.fieldName(fields);
    if (known == null) {
      in.skip();
      return false;
    }
    field = known;
    return true;
  }

  /** The name of the field whose value is to be read now: one of the {@link Fields}. */
  public String field() {
    return field;
  }
}
