package io.kserf.operator.agents;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing pauses between attempts, each between half and all of its step, so that a thousand
 * connections that were lost together do not come back together. Not thread-safe.
 */
final class Backoff {
  private final Duration min;
  private final Duration max;
  private final RandomGenerator random;
  private Duration step;

  Backoff(Duration min, Duration max, RandomGenerator random) {
    this.min = min;
    this.max = max;
    this.random = random;
    this.step = min;
  }

  void reset() {
    step = min;
  }

  Duration next() {
    long millis = step.toMillis();
    step = step.multipliedBy(2).compareTo(max) < 0 ? step.multipliedBy(2) : max;
    return Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
  }
}
