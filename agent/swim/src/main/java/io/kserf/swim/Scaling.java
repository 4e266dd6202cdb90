package io.kserf.swim;

/**
 * How limits and intervals grow with the number of members. The formulas are memberlist's, to the
 * last millisecond: members that disagree on them would wait for each other in vain.
 */
final class Scaling {
  /** Up to this many members the push/pull interval stays as configured. */
  private static final int PUSH_PULL_THRESHOLD = 32;

  private Scaling() {}

  /** How often a broadcast is sent in a pool of {@code members}. */
  static int retransmitLimit(int mult, int members) {
    return mult * (int) Math.ceil(Math.log10(members + 1.0));
  }

  /**
   * The shortest time, in nanoseconds, that a suspect has for its refutation. The scale is cut to
   * thousandths, as memberlist does.
   */
  static long suspicionMinNanos(int mult, int members, long probeIntervalNanos) {
    double scale = Math.max(1.0, Math.log10(Math.max(1.0, members)));
    return mult * (long) (scale * 1000) * probeIntervalNanos / 1000;
  }

  /**
   * The time between two push/pulls, in nanoseconds: one interval more with each doubling beyond 32
   * members, so that the sum of all exchanges does not swamp a large pool.
   */
  static long pushPullNanos(long intervalNanos, int members) {
    int doublings = 0;
    while ((long) PUSH_PULL_THRESHOLD << doublings < members) {
      doublings++;
    }
    return intervalNanos * (doublings + 1);
  }

  /**
   * How many independent confirmations bring a suspicion down to its minimum. A pool that has too
   * few other members to ever give them expects none.
   */
  static int expectedConfirmations(int suspicionMult, int members) {
    int expected = suspicionMult - 2;
    return members - 2 < expected ? 0 : Math.max(0, expected);
  }
}
