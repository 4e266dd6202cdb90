package io.kserf.rpc;

import java.time.Duration;
import java.util.List;

/**
 * A network coordinate as an agent reports it (Vivaldi, as Serf parametrises it): seconds, except
 * {@code error}, which has no unit.
 */
public record RpcCoordinate(List<Double> vec, double error, double adjustment, double height) {
  private static final double NANOS_PER_SECOND = 1e9;

  public RpcCoordinate {
    vec = List.copyOf(vec);
  }

  /**
   * The estimated round trip between two nodes, cut to whole nanoseconds. The adjustments count
   * only while they leave it positive.
   *
   * @throws IllegalArgumentException if the coordinates differ in dimensions
   */
  public Duration distanceTo(RpcCoordinate other) {
    if (vec.size() != other.vec.size()) {
      throw new IllegalArgumentException("dimensions aren't compatible");
    }
    double squares = 0;
    for (int i = 0; i < vec.size(); i++) {
      double difference = vec.get(i) - other.vec.get(i);
      squares += difference * difference;
    }
    double raw = Math.sqrt(squares) + height + other.height;
    double adjusted = raw + adjustment + other.adjustment;
    return Duration.ofNanos((long) ((adjusted > 0 ? adjusted : raw) * NANOS_PER_SECOND));
  }
}
