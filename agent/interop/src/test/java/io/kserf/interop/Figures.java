package io.kserf.interop;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Measured values, of which some are reported. */
record Figures(double[] sorted) {
  static Figures of(DoubleStream values) {
    double[] all = values.toArray();
    Arrays.sort(all);
    return new Figures(all);
  }

  /** The value that this share of all, from 0 to 1, does not exceed. */
  double at(double share) {
    return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
  }
}
