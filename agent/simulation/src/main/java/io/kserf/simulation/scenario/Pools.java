package io.kserf.simulation.scenario;

import io.kserf.simulation.SerfPool;
import io.kserf.swim.SwimConfig;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Pools as the options ask for them, formed and at rest. */
final class Pools {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration REST = Duration.ofSeconds(20);

  private Pools() {}

  /**
   * @throws IllegalStateException if the members do not find together
   */
  static SerfPool formed(Options options, long seed) {
    UnaryOperator<SwimConfig> settings =
        lan ->
            SwimConfig.of(options.profile(), lan.name(), lan.advertise())
                .withPacing(options.pacing());
    var pool = new SerfPool(seed, options.nodes(), settings);
    pool.form(Duration.ofMillis(20));
    if (!pool.runUntilViewsAgree(PATIENCE)) {
      throw new IllegalStateException(
          "%d members with seed %d have not found together in %s"
              .formatted(options.nodes(), seed, PATIENCE));
    }
    pool.run(REST);
    return pool;
  }
}
