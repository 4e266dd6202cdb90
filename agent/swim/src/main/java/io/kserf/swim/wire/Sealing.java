package io.kserf.swim.wire;

import io.kserf.swim.Keyring;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * How something was encrypted.
 *
 * @param version 0 or 1
 * @param secret the key that fitted
 * @param nonce 12 bytes
 * @param associated what was authenticated besides, in clear
 * @param plaintext without padding
 */
public record Sealing(
    int version, SecretKey secret, byte[] nonce, byte[] associated, byte[] plaintext) {

  /**
   * @throws MalformedMessage in Serf's words
   */
  static Sealing open(
      Encryption encryption, byte[] bytes, int from, int length, byte[] associated) {
    Encryption.Opened opened = encryption.openWithKey(bytes, from, length, associated);
    byte[] nonce = Arrays.copyOfRange(bytes, from + 1, from + 1 + Aead.NONCE_BYTES);
    return new Sealing(bytes[from] & 0xff, opened.key(), nonce, associated, opened.plaintext());
  }

  /** How many bytes the encrypted message has, with nonce, tag and padding. */
  public int length() {
    return Encryption.sealedLength(version, plaintext.length);
  }

  /** A copy of the key. */
  public byte[] key() {
    return secret.getEncoded();
  }

  /** Encrypts this, in the same way. */
  byte[] seal(byte[] prefix, byte[] bytes, byte[] authenticated) {
    return Encryption.seal(new Aead(), version, secret, nonce, prefix, bytes, authenticated);
  }

  /** Names the key by its fingerprint. */
  @Override
  public String toString() {
    return "Sealing[version=%d, key=%s, %d bytes]"
        .formatted(version, Keyring.fingerprint(key()), plaintext.length);
  }
}
