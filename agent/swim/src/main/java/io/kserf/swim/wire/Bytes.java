package io.kserf.swim.wire;

import java.util.Arrays;

/** Byte arrays, one after the other. */
final class Bytes {
  private Bytes() {}

  /** Both in one array; the second one itself if the first is empty. */
  static byte[] concat(byte[] first, byte[] second) {
    if (first.length == 0) {
      return second;
    }
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
