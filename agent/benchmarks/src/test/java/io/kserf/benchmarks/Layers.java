package io.kserf.benchmarks;

import io.kserf.swim.Keyring;
import io.kserf.swim.wire.PacketCodec;
import java.security.SecureRandom;
import java.util.List;

/** What is around the messages of a datagram. */
public enum Layers {
  PLAIN(false, false),
  COMPRESSED(true, false),
  /** AES-256-GCM. */
  ENCRYPTED(false, true),
  COMPRESSED_AND_ENCRYPTED(true, true);

  private final boolean compressed;
  private final boolean encrypted;

  Layers(boolean compressed, boolean encrypted) {
    this.compressed = compressed;
    this.encrypted = encrypted;
  }

  boolean areCompressed() {
    return compressed;
  }

  Keyring keyring() {
    return new Keyring(encrypted ? List.of(new byte[32]) : List.of());
  }

  /** With nonces as an agent draws them. */
  PacketCodec codec() {
    return new PacketCodec("", compressed, keyring(), new SecureRandom());
  }
}
