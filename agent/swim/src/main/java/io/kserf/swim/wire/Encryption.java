package io.kserf.swim.wire;

import io.kserf.swim.Keyring;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;

/**
 * The layer of encryption: a version byte, a nonce of 12 bytes, and AES-GCM's ciphertext with its
 * tag of 16 bytes. Version 0 pads the plaintext to blocks of 16 bytes (PKCS#7), version 1 does not.
 */
final class Encryption {
  /** What Serf has sent since its protocol 2. */
  static final int VERSION = 1;

  private static final int BLOCK_BYTES = 16;
  private static final int OVERHEAD_BYTES = 1 + Aead.NONCE_BYTES + Aead.TAG_BYTES;

  /** For those who only read. */
  static final RandomGenerator NO_NONCES =
      () -> {
        throw new IllegalStateException("there are no nonces to encrypt with");
      };

  private final Keyring keyring;
  private final RandomGenerator nonces;
  private final Aead aead = new Aead();

  Encryption(Keyring keyring, RandomGenerator nonces) {
    this.keyring = keyring;
    this.nonces = nonces;
  }

  /** One that seals nothing. */
  static Encryption reading(Keyring keyring) {
    return new Encryption(keyring, NO_NONCES);
  }

  /** The most bytes that encryption adds. */
  static int overhead(int version) {
    return version == 0 ? OVERHEAD_BYTES + BLOCK_BYTES : OVERHEAD_BYTES;
  }

  /** The length of the whole for a plaintext of {@code length} bytes. */
  static int sealedLength(int version, int length) {
    int padding = version == 0 ? BLOCK_BYTES - length % BLOCK_BYTES : 0;
    return OVERHEAD_BYTES + length + padding;
  }

  /**
   * Encrypts with the primary key and a fresh nonce.
   *
   * @param prefix stands before the result, in clear
   */
  byte[] seal(int version, byte[] prefix, byte[] plaintext, byte[] associated) {
    byte[] nonce = new byte[Aead.NONCE_BYTES];
    nonces.nextBytes(nonce);
    SecretKey key = keyring.secrets().getFirst();
    return seal(aead, version, key, nonce, prefix, plaintext, associated);
  }

  /** Encrypts with a key and a nonce that are given. */
  static byte[] seal(
      Aead aead,
      int version,
      SecretKey key,
      byte[] nonce,
      byte[] prefix,
      byte[] plaintext,
      byte[] associated) {
    byte[] padded = version == 0 ? pad(plaintext) : plaintext;
    byte[] out = new byte[prefix.length + sealedLength(version, plaintext.length)];
    System.arraycopy(prefix, 0, out, 0, prefix.length);
    out[prefix.length] = (byte) version;
    System.arraycopy(nonce, 0, out, prefix.length + 1, nonce.length);
    aead.seal(key, nonce, associated, padded, out, prefix.length + 1 + nonce.length);
    return out;
  }

  private static byte[] pad(byte[] plaintext) {
    int padding = BLOCK_BYTES - plaintext.length % BLOCK_BYTES;
    byte[] padded = Arrays.copyOf(plaintext, plaintext.length + padding);
    Arrays.fill(padded, plaintext.length, padded.length, (byte) padding);
    return padded;
  }

  /**
   * Decrypts with whichever key fits, the primary first.
   *
   * @throws MalformedMessage in Serf's words
   */
  byte[] open(byte[] bytes, int from, int length, byte[] associated) {
    return openWithKey(bytes, from, length, associated).plaintext();
  }

  /** What was encrypted, and the key of the ring that fitted. */
  record Opened(SecretKey key, byte[] plaintext) {}

  /** As {@link #open}. */
  Opened openWithKey(byte[] bytes, int from, int length, byte[] associated) {
    int version = length == 0 ? -1 : bytes[from] & 0xff;
    if (version != 0 && version != 1) {
      throw MalformedMessage.answered(
          version < 0
              ? "cannot decrypt an empty payload"
              : "unsupported encryption version " + version);
    }
    if (length < overhead(version)) {
      throw MalformedMessage.answered("payload is too small to decrypt: " + length);
    }
    for (SecretKey key : keyring.secrets()) {
      try {
        byte[] plaintext = aead.open(key, bytes, from + 1, length - 1, associated);
        return new Opened(key, version == 0 ? unpad(plaintext) : plaintext);
      } catch (GeneralSecurityException e) {
        // Not this key, then.
      }
    }
    throw MalformedMessage.answered("No installed keys could decrypt the message");
  }

  private static byte[] unpad(byte[] padded) {
    int padding = padded[padded.length - 1] & 0xff;
    if (padding < 1 || padding > BLOCK_BYTES) {
      throw MalformedMessage.answered("payload ends in a padding of " + padding + " bytes");
    }
    return Arrays.copyOf(padded, padded.length - padding);
  }
}
