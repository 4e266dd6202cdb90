package io.kserf.serf.wire;

import io.kserf.swim.wire.Fields;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member answers to a key query.
 *
 * @param result whether it did what was asked
 * @param message why not, or a remark; may be empty
 * @param keys in base64, the primary first; only for a list
 * @param primaryKey in base64; empty from Serf before 0.9
 */
public record KeyResponse(
    boolean result, String message, @Nullable List<String> keys, String primaryKey)
    implements SerfMessage {
  static final int TYPE = 8;
  private static final Fields FIELDS = Fields.of("Result", "Message", "Keys", "PrimaryKey");

  static KeyResponse readBody(MsgpackReader in) {
    boolean result = false;
    String message = "";
    List<String> keys = null;
    String primaryKey = "";
    for (var struct = in.struct(FIELDS); struct.next(); ) {
      switch (struct.field()) {
        case "Result" -> result = in.bool();
        case "Message" -> message = in.string();
        case "Keys" -> keys = readKeys(in);
        case "PrimaryKey" -> primaryKey = in.string();
        default -> in.skip();
      }
    }
    return new KeyResponse(result, message, keys, primaryKey);
  }

  private static @Nullable List<String> readKeys(MsgpackReader in) {
    int count = in.arrayHeader();
    if (count < 0) {
      return null;
    }
    var keys = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      keys.add(in.string());
    }
    return keys;
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeBody(MsgpackWriter out) {
    out.mapHeader(4);
    out.field("Keys");
    if (keys == null) {
      out.nil();
    } else {
      out.arrayHeader(keys.size());
      keys.forEach(out::string);
    }
    out.field("Message").string(message);
    out.field("PrimaryKey").string(primaryKey);
    out.field("Result").bool(result);
  }

  /** Names no key: it must not end up in a log. */
  @Override
  public String toString() {
    return "KeyResponse[result=%s, message=%s, %d keys]"
        .formatted(result, message, keys == null ? 0 : keys.size());
  }
}
