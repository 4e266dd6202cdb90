package io.kserf.operator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The start of a SHA-256, for telling things apart without showing them. */
final class Digest {
  private static final int SHOWN_BYTES = 8;

  private Digest() {}

  static String of(byte[] bytes) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, SHOWN_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  static String of(String... parts) {
    return of(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
  }
}
