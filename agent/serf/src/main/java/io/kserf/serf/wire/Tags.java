package io.kserf.serf.wire;

import io.kserf.swim.wire.GoString;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A member's tags as its meta: a marker byte and a map. */
public final class Tags {
  private static final int MARKER = 0xff;

  private Tags() {}

  /** Writes the tags in the order of the map. */
  public static byte[] encode(Map<String, String> tags) {
    var out = new MsgpackWriter();
    out.rawByte(MARKER);
    writeMap(out, tags);
    return out.toByteArray();
  }

  /** The form of Serf's protocol 2, which knows the role only. */
  public static byte[] encodeRole(Map<String, String> tags) {
    return GoString.encode(tags.getOrDefault("role", ""));
  }

  /**
   * Reads a meta of either form. The result keeps the order of the wire, is unmodifiable, and takes
   * little memory.
   *
   * @param shared returns an equal text, perhaps one that is in use already: most members of a pool
   *     have the same keys, and many the same values
   * @throws MalformedMessage if the marker is there, but no map of texts follows
   */
  public static Map<String, String> decode(byte[] meta, UnaryOperator<String> shared) {
    Map<String, String> tags =
        meta.length == 0 || (meta[0] & 0xff) != MARKER
            ? Map.of("role", GoString.decode(meta, 0, meta.length))
            : readMap(new MsgpackReader(meta, 1, meta.length - 1));
    return tags.isEmpty() ? Map.of() : new TagMap(tags, shared);
  }

  static Map<String, String> readMap(MsgpackReader in) {
    int count = in.mapHeader();
    if (count <= 0) {
      return Map.of();
    }
    var tags = LinkedHashMap.<String, String>newLinkedHashMap(count);
    for (int i = 0; i < count; i++) {
      tags.put(in.string(), in.string());
    }
    return Collections.unmodifiableMap(tags);
  }

  static void writeMap(MsgpackWriter out, Map<String, String> tags) {
    out.mapHeader(tags.size());
    tags.forEach((key, value) -> out.string(key).string(value));
  }
}
