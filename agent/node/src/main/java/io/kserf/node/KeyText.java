package io.kserf.node;

import io.kserf.serf.SerfException;
import java.util.Base64;

/** A key as users write it: standard base64 with its padding. */
final class KeyText {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private KeyText() {}

  /**
   * @throws SerfException that says at which byte the text goes wrong, and never the text itself
   */
  static byte[] decode(String text) {
    try {
      // Java takes base64 without its padding, Serf does not.
      if (text.length() % 4 == 0) {
        return Base64.getDecoder().decode(text);
      }
    } catch (IllegalArgumentException e) {
      // Java's message would print a part of the key.
    }
    throw new SerfException("illegal base64 data at input byte " + firstIllegal(text));
  }

  /** The first byte that is no digit; if all are, the first of those that make no whole group. */
  private static int firstIllegal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (ALPHABET.indexOf(text.charAt(i)) < 0) {
        return i;
      }
    }
    return text.length() & ~3;
  }

  static String encode(byte[] key) {
    return Base64.getEncoder().encodeToString(key);
  }
}
