package io.kserf.swim;

import java.util.HashMap;
import java.util.Map;

/** Counters, and the last value of everything else. */
final class CountingTelemetry implements Telemetry {
  private final Map<String, Long> counters = new HashMap<>();
  private final Map<String, Double> values = new HashMap<>();

  @Override
  public void count(String name, long by) {
    counters.merge(name, by, Long::sum);
  }

  @Override
  public void sample(String name, double value) {
    values.put(name, value);
  }

  @Override
  public void gauge(String name, double value) {
    values.put(name, value);
  }

  long count(String name) {
    return counters.getOrDefault(name, 0L);
  }

  double value(String name) {
    return values.getOrDefault(name, Double.NaN);
  }
}
