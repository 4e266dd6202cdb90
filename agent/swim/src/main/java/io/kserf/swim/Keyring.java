package io.kserf.swim;

import java.util.List;

/**
 * Skeleton: see the reference, 01 section 3. Ordered keys, index 0 is primary; an empty ring means
 * that encryption is off.
 */
public final class Keyring {
  /**
   * @param keys 16, 24 or 32 bytes each; the first is primary; empty turns encryption off
   */
  public Keyring(List<byte[]> keys) {
    throw new UnsupportedOperationException("under construction");
  }

  public boolean isEnabled() {
    throw new UnsupportedOperationException("under construction");
  }

  public List<byte[]> keys() {
    throw new UnsupportedOperationException("under construction");
  }

  public byte[] primary() {
    throw new UnsupportedOperationException("under construction");
  }

  public void add(byte[] key) {
    throw new UnsupportedOperationException("under construction");
  }

  public void use(byte[] key) {
    throw new UnsupportedOperationException("under construction");
  }

  public void remove(byte[] key) {
    throw new UnsupportedOperationException("under construction");
  }
}
