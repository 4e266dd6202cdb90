package io.kserf.daemon.handler;

import java.io.OutputStream;
import java.util.Arrays;

/** Keeps the last bytes that were written to it. Thread-safe. */
final class Tail extends OutputStream {
  private final byte[] ring;
  private long written;

  Tail(int capacity) {
    ring = new byte[capacity];
  }

  @Override
  public synchronized void write(int b) {
    ring[(int) (written++ % ring.length)] = (byte) b;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int kept = Math.min(length, ring.length);
    written += length - kept;
    int from = offset + length - kept;
    int at = (int) (written % ring.length);
    int first = Math.min(kept, ring.length - at);
    System.arraycopy(bytes, from, ring, at, first);
    System.arraycopy(bytes, from + first, ring, 0, kept - first);
    written += kept;
  }

  /** How many bytes were written, kept or not. */
  synchronized long written() {
    return written;
  }

  /** What is kept, in the order in which it was written. */
  synchronized byte[] bytes() {
    if (written <= ring.length) {
      return Arrays.copyOf(ring, (int) written);
    }
    byte[] kept = new byte[ring.length];
    int oldest = (int) (written % ring.length);
    System.arraycopy(ring, oldest, kept, 0, ring.length - oldest);
    System.arraycopy(ring, 0, kept, ring.length - oldest, oldest);
    return kept;
  }
}
