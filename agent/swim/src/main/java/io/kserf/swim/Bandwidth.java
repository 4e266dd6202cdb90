package io.kserf.swim;

/**
 * A token bucket of bytes that holds what one second brings: a rate that bursts may exceed, but not
 * for long. Whoever finds anything left may spend more than that; the debt is paid by time.
 */
final class Bandwidth {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final int bytesPerSecond;

  /** When the bucket would be full again. */
  private long fullAtNanos;

  /**
   * @param bytesPerSecond 0 for nothing at all
   */
  Bandwidth(int bytesPerSecond, long nowNanos) {
    this.bytesPerSecond = bytesPerSecond;
    this.fullAtNanos = nowNanos;
  }

  boolean isLeft(long nowNanos) {
    return bytesPerSecond > 0 && fullAtNanos - nowNanos < SECOND_NANOS;
  }

  void spend(int bytes, long nowNanos) {
    long takes = bytes * SECOND_NANOS / bytesPerSecond;
    fullAtNanos = Math.max(fullAtNanos, nowNanos) + takes;
  }
}
