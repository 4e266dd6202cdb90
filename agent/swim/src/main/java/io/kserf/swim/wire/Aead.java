package io.kserf.swim.wire;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-GCM with a nonce of 12 bytes and a tag of 16. Keeps its cipher, so it is not thread-safe. */
final class Aead {
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private final Cipher cipher;

  Aead() {
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES/GCM", e);
    }
  }

  /** Writes ciphertext and tag to {@code out}, from {@code outFrom} on. */
  void seal(
      SecretKey key, byte[] nonce, byte[] associated, byte[] plaintext, byte[] out, int outFrom) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
      cipher.updateAAD(associated);
      cipher.doFinal(plaintext, 0, plaintext.length, out, outFrom);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refuses a key of a keyring", e);
    }
  }

  /**
   * Decrypts a nonce, a ciphertext and a tag that stand one after the other.
   *
   * @param length at least the nonce and the tag
   * @throws GeneralSecurityException if the key or the associated data is another one, or a bit was
   *     changed
   */
  byte[] open(SecretKey key, byte[] bytes, int from, int length, byte[] associated)
      throws GeneralSecurityException {
    var nonce = new GCMParameterSpec(8 * TAG_BYTES, bytes, from, NONCE_BYTES);
    cipher.init(Cipher.DECRYPT_MODE, key, nonce);
    cipher.updateAAD(associated);
    return cipher.doFinal(bytes, from + NONCE_BYTES, length - NONCE_BYTES);
  }
}
