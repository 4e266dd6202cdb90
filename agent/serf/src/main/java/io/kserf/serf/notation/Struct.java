package io.kserf.serf.notation;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps that keep the order in which they are written. */
final class Struct {
  private Struct() {}

  static Map<String, @Nullable Object> of(@Nullable Object... namesAndValues) {
    var struct = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      struct.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return struct;
  }

  /** A byte array; null is the wire's nil. */
  static @Nullable Object hex(byte @Nullable [] bytes) {
    return bytes == null ? null : Map.of("hex", hexText(bytes));
  }

  static String hexText(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
