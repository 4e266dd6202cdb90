package io.kserf.simulation.scenario;

import java.util.stream.LongStream;

/** A sample of times, and its percentiles. */
final class Millis {
  private final long[] sorted;

  private Millis(long[] sorted) {
    this.sorted = sorted;
  }

  static Millis of(LongStream millis) {
    return new Millis(millis.sorted().toArray());
  }

  /** The smallest value that {@code percent} of all do not exceed, in seconds. */
  String seconds(int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return "%.2f s".formatted(sorted[Math.max(rank, 1) - 1] / 1000.0);
  }
}
