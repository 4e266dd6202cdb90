package io.kserf.swim.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of a struct's fields in the order of their declaration in Go, which is the order of the
 * positional form.
 */
public final class Fields {
  private final String[] names;
  private final byte[][] keys;

  private Fields(String[] names) {
    this.names = names;
    this.keys = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      keys[i] = names[i].getBytes(US_ASCII);
    }
  }

  /**
   * @param names ASCII, each at most once
   */
  public static Fields of(String... names) {
    return new Fields(names.clone());
  }

  int count() {
    return names.length;
  }

  String name(int index) {
    return names[index];
  }

  /**
   * The name that these bytes spell exactly, or null. Compares bytes, so that no key is decoded.
   */
  @Nullable String find(byte[] bytes, int from, int length) {
    for (int i = 0; i < keys.length; i++) {
      byte[] key = keys[i];
      if (key.length == length && Arrays.equals(key, 0, length, bytes, from, from + length)) {
        return names[i];
      }
    }
    return null;
  }
}
