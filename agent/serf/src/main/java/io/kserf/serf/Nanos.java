package io.kserf.serf;

/** Durations as Go turns them into floating point seconds. */
final class Nanos {
  private static final long PER_SECOND = 1_000_000_000;

  private Nanos() {}

  /**
   * Whole seconds and the rest are converted apart, which can differ in the last bit from one
   * division.
   */
  static double toSeconds(long nanos) {
    return nanos / PER_SECOND + (nanos % PER_SECOND) / 1e9;
  }
}
