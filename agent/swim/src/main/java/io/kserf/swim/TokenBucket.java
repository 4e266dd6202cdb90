package io.kserf.swim;

/**
 * A bound on a rate, which holds what one second brings: bursts may exceed it, but not for long.
 * Whoever finds anything left may spend more than that; the debt is paid by time.
 */
final class TokenBucket {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final int perSecond;

  /** When the bucket would be full again. */
  private long fullAtNanos;

  /**
   * @param perSecond 0 for nothing at all
   */
  TokenBucket(int perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.fullAtNanos = nowNanos;
  }

  boolean hasAny(long nowNanos) {
    return perSecond > 0 && fullAtNanos - nowNanos < SECOND_NANOS;
  }

  void spend(int amount, long nowNanos) {
    long takes = amount * SECOND_NANOS / perSecond;
    fullAtNanos = Math.max(fullAtNanos, nowNanos) + takes;
  }
}
