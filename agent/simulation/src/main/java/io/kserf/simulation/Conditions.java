package io.kserf.simulation;

import java.time.Duration;

/**
 * How the network treats what is sent. Latency is drawn anew for each datagram, so that datagrams
 * overtake each other as soon as the two bounds differ.
 *
 * @param minLatency one way
 * @param maxLatency one way, at least {@code minLatency}
 * @param loss the share of datagrams that are lost, 0 to 1; on streams the share of segments, which
 *     are sent again after a while
 * @param duplication the share of datagrams that arrive twice
 * @param delayed the share of datagrams that take ten times the longest latency
 */
public record Conditions(
    Duration minLatency, Duration maxLatency, double loss, double duplication, double delayed) {

  public Conditions {
    requireShare("loss", loss);
    requireShare("duplication", duplication);
    requireShare("delayed", delayed);
    if (minLatency.isNegative() || maxLatency.compareTo(minLatency) < 0) {
      throw new IllegalArgumentException(
          "latency of " + minLatency + " to " + maxLatency + " is no range");
    }
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " " + share + " is not in 0..1");
    }
  }

  /** A healthy network of one site: 0.2 to 2 ms, nothing is lost. */
  public static Conditions lan() {
    return new Conditions(Duration.ofNanos(200_000), Duration.ofMillis(2), 0, 0, 0);
  }

  public Conditions withLoss(double share) {
    return new Conditions(minLatency, maxLatency, share, duplication, delayed);
  }

  public Conditions withDuplication(double share) {
    return new Conditions(minLatency, maxLatency, loss, share, delayed);
  }

  public Conditions withDelayed(double share) {
    return new Conditions(minLatency, maxLatency, loss, duplication, share);
  }

  public Conditions withLatency(Duration min, Duration max) {
    return new Conditions(min, max, loss, duplication, delayed);
  }
}
