package io.kserf.serf;

import java.util.Arrays;

/** A moving median of round trips: a single slow packet moves nobody. */
final class LatencyFilter {
  /** How many round trips it looks at. */
  static final int SAMPLES = 3;

  private LatencyFilter() {}

  /** The samples of a member that was never measured. */
  static void clear(double[] row, int offset) {
    Arrays.fill(row, offset, offset + SAMPLES, Double.NaN);
  }

  /**
   * Takes a round trip in, and returns the filtered one; both in seconds.
   *
   * @param row holds the latest samples at {@code offset}, the newest first
   */
  static double filter(double[] row, int offset, double seconds) {
    System.arraycopy(row, offset, row, offset + 1, SAMPLES - 1);
    row[offset] = seconds;
    double[] sorted = Arrays.copyOfRange(row, offset, offset + SAMPLES);
    // What was not measured yet goes to the end.
    Arrays.sort(sorted);
    int taken = SAMPLES;
    while (Double.isNaN(sorted[taken - 1])) {
      taken--;
    }
    return sorted[taken / 2];
  }
}
