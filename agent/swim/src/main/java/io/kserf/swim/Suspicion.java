package io.kserf.swim;

import java.util.HashSet;
import java.util.Set;

/**
 * One member under suspicion. It starts with the longest timeout; each independent confirmation
 * shortens it towards the shortest one, fast at first and then ever less (Lifeguard §IV.B).
 */
final class Suspicion {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final int expected;
  private final long minNanos;
  private final long maxNanos;
  private final long startedNanos;

  /** Who has spoken, the first accuser included; never more than {@code expected + 1} names. */
  private final Set<String> accusers = new HashSet<>();

  /**
   * @param accuser the first one, who does not count as a confirmation later
   * @param expected how many confirmations bring the timeout down to {@code minNanos}
   */
  Suspicion(String accuser, int expected, long minNanos, long maxNanos, long nowNanos) {
    this.expected = expected;
    this.minNanos = minNanos;
    this.maxNanos = maxNanos;
    this.startedNanos = nowNanos;
    accusers.add(accuser);
  }

  /** Takes a confirmation; tells whether it is news, and so worth passing on. */
  boolean confirm(String accuser) {
    return confirmations() < expected && accusers.add(accuser);
  }

  long minNanos() {
    return minNanos;
  }

  int confirmations() {
    return accusers.size() - 1;
  }

  /** Whether fewer members confirmed than expected. */
  boolean lacksConfirmations() {
    return confirmations() < expected;
  }

  /** Time left until the suspect counts as dead, at least 0. */
  long remainingNanos(long nowNanos) {
    long total = timeoutNanos(confirmations(), expected, minNanos, maxNanos);
    return Math.max(0, total - (nowNanos - startedNanos));
  }

  /** The whole timeout after some confirmations, in whole milliseconds as memberlist rounds it. */
  static long timeoutNanos(int confirmations, int expected, long minNanos, long maxNanos) {
    if (expected < 1) {
      return minNanos;
    }
    double share = Math.log(confirmations + 1.0) / Math.log(expected + 1.0);
    double max = maxNanos / 1e9;
    double seconds = max - share * (max - minNanos / 1e9);
    return Math.max(minNanos, (long) Math.floor(1000.0 * seconds) * NANOS_PER_MILLI);
  }
}
