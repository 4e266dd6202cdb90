package io.kserf.serf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A moving median of round trips for each member: a single slow packet moves nobody. */
final class LatencyFilter {
  private static final int SAMPLES = 3;

  private final Map<String, double[]> byName = new HashMap<>();

  /** Takes a round trip in, and returns the filtered one; both in seconds. */
  double filter(String name, double seconds) {
    double[] samples = byName.getOrDefault(name, new double[0]);
    int kept = Math.min(samples.length, SAMPLES - 1);
    double[] latest = Arrays.copyOfRange(samples, samples.length - kept, samples.length + 1);
    latest[kept] = seconds;
    byName.put(name, latest);
    double[] sorted = latest.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  void forget(String name) {
    byName.remove(name);
  }
}
