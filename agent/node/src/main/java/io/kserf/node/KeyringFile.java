package io.kserf.node;

import io.kserf.serf.SerfException;
import java.util.Base64;

final class KeyringFile {
  private KeyringFile() {}

  static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new SerfException("the encryption key is not base64", e);
    }
  }
}
