package io.kserf.serf;

/** The mean of how far the last estimates were off, shared between both ends of each. */
final class AdjustmentWindow {
  private static final int SIZE = 20;

  private final double[] samples = new double[SIZE];
  private int next;

  /** Takes a difference in; returns the adjustment. Slots that were never used count as 0. */
  double add(double seconds) {
    samples[next] = seconds;
    next = (next + 1) % SIZE;
    double sum = 0;
    for (double sample : samples) {
      sum += sample;
    }
    return sum / (2.0 * SIZE);
  }
}
