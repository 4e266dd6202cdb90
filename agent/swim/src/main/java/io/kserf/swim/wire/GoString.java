package io.kserf.swim.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Strings of the wire are Go's: any bytes, by convention UTF-8. A name that is not UTF-8 must still
 * come out as it came in, or gossiping it on would invent a member. So a byte that is no part of
 * well-formed UTF-8 becomes the lone surrogate {@code U+DC00 + byte}, which no well-formed text
 * contains, and goes back to that byte on the way out (PEP 383 has the same idea).
 */
public final class GoString {
  private static final int ESCAPE = 0xdc00;

  private GoString() {}

  /** The text of these bytes; {@link #encode} gives them back. */
  public static String decode(byte[] bytes, int from, int length) {
    String text = new String(bytes, from, length, UTF_8);
    // Malformed input shows as U+FFFD; a genuine U+FFFD merely takes the slow way, too.
    return text.indexOf(0xfffd) < 0 ? text : decodeCarefully(bytes, from, from + length);
  }

  public static byte[] encode(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    for (int i = 0; i < text.length(); i++) {
      if (isEscape(text, i)) {
        return encodeCarefully(text, bytes.length);
      }
    }
    return bytes;
  }

  private static String decodeCarefully(byte[] bytes, int from, int to) {
    var text = new StringBuilder(to - from);
    int i = from;
    while (i < to) {
      int length = sequenceLength(bytes, i, to);
      if (length == 0) {
        text.append((char) (ESCAPE + (bytes[i] & 0xff)));
        i++;
      } else {
        text.append(new String(bytes, i, length, UTF_8));
        i += length;
      }
    }
    return text.toString();
  }

  /**
   * The length of the well-formed sequence at {@code i}, or 0: table 3-7 of the Unicode standard.
   */
  private static int sequenceLength(byte[] bytes, int i, int to) {
    int first = bytes[i] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || i + length > to) {
      return 0;
    }
    int second = bytes[i + 1] & 0xff;
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int k = i + 2; k < i + length; k++) {
      if ((bytes[k] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  private static boolean isEscape(String text, int i) {
    char c = text.charAt(i);
    return c >= ESCAPE + 0x80
        && c <= ESCAPE + 0xff
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private static byte[] encodeCarefully(String text, int atMost) {
    byte[] bytes = new byte[atMost];
    int length = 0;
    int i = 0;
    while (i < text.length()) {
      if (isEscape(text, i)) {
        bytes[length++] = (byte) (text.charAt(i) - ESCAPE);
        i++;
      } else {
        int end = text.offsetByCodePoints(i, 1);
        byte[] encoded = text.substring(i, end).getBytes(UTF_8);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        i = end;
      }
    }
    return Arrays.copyOf(bytes, length);
  }
}
