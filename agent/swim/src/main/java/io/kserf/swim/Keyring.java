package io.kserf.swim;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of an encrypted pool, in order. The first one, the primary, encrypts what is sent; every
 * one may decrypt what is received, so that keys can be exchanged while the pool runs. A ring
 * without keys means that the pool is not encrypted.
 *
 * <p>Keys are copied on the way in and out. Error texts are those that Serf sends to the asker of a
 * key operation. Confined to the instance's thread.
 */
public final class Keyring {
  private final List<SecretKey> keys = new ArrayList<>();
  private final List<SecretKey> view = Collections.unmodifiableList(keys);

  /**
   * @param keys 16, 24 or 32 bytes each (AES-128, AES-192, AES-256); the first is primary; empty
   *     turns encryption off
   * @throws SwimException if a key has another size
   */
  public Keyring(List<byte[]> keys) {
    keys.forEach(this::add);
  }

  /** A ring without keys: encryption is off. */
  public static Keyring disabled() {
    return new Keyring(List.of());
  }

  public boolean isEnabled() {
    return !keys.isEmpty();
  }

  /** Copies of all keys, the primary first. */
  public List<byte[]> keys() {
    return keys.stream().map(SecretKey::getEncoded).toList();
  }

  /**
   * A copy of the key that encrypts.
   *
   * @throws IllegalStateException if encryption is off
   */
  public byte[] primary() {
    if (keys.isEmpty()) {
      throw new IllegalStateException("a keyring without keys has no primary key");
    }
    return keys.getFirst().getEncoded();
  }

  /** A view of all keys for use by a cipher, the primary first. */
  public List<SecretKey> secrets() {
    return view;
  }

  /**
   * Appends a key; without effect if it is there already. The first key of a ring is its primary.
   *
   * @throws SwimException if its size is wrong
   */
  public void add(byte[] key) {
    if (key.length != 16 && key.length != 24 && key.length != 32) {
      throw new SwimException("key size must be 16, 24 or 32 bytes");
    }
    if (indexOf(key) < 0) {
      keys.add(new SecretKeySpec(key, "AES"));
    }
  }

  /**
   * Makes an installed key the primary; the others keep their order.
   *
   * @throws SwimException if it is not installed
   */
  public void use(byte[] key) {
    int index = indexOf(key);
    if (index < 0) {
      throw new SwimException("Requested key is not in the keyring");
    }
    keys.addFirst(keys.remove(index));
  }

  /**
   * Removes a key; without effect if it is not installed.
   *
   * @throws SwimException if it is the primary
   */
  public void remove(byte[] key) {
    int index = indexOf(key);
    if (index == 0) {
      throw new SwimException("Removing the primary key is not allowed");
    }
    if (index > 0) {
      keys.remove(index);
    }
  }

  private int indexOf(byte[] key) {
    for (int i = 0; i < keys.size(); i++) {
      if (MessageDigest.isEqual(keys.get(i).getEncoded(), key)) {
        return i;
      }
    }
    return -1;
  }

  /** How a key is named wherever people read: {@code sha256:ab12cd34…}, never the key itself. */
  public static String fingerprint(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return "sha256:" + HexFormat.of().formatHex(digest, 0, 4) + "…";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The fingerprints, the primary first. */
  @Override
  public String toString() {
    return keys.stream().map(SecretKey::getEncoded).map(Keyring::fingerprint).toList().toString();
  }
}
