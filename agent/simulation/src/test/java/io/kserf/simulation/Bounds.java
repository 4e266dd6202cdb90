package io.kserf.simulation;

import java.time.Duration;

/** What the formulas of LAN timing promise. */
final class Bounds {
  private Bounds() {}

  /**
   * The longest time until everybody knows everybody after joins. Gossip takes a second or two, but
   * it is a matter of luck and misses one member in a while; push/pull then repairs that. Its first
   * turn is after two intervals at the latest, which grow with the pool.
   */
  static Duration convergence(int size) {
    int doublings = size <= 32 ? 0 : (int) Math.ceil(Math.log(size / 32.0) / Math.log(2));
    return Duration.ofSeconds(2L * 30 * (doublings + 1) + 5);
  }

  /**
   * The longest time until everybody has noticed a crash: until somebody's ring of probes comes to
   * it, a failed probe, the longest suspicion, and gossip. Everybody probes once a second in an
   * order of his own, so that it does not take three rounds of waiting until the first one asks.
   */
  static Duration detection(int size) {
    double scale = Math.max(1, Math.log10(size));
    double shortest = 4 * scale;
    // Fewer than four members expect no confirmations, and start with the shortest timeout.
    double suspicion = size < 4 ? shortest : 6 * shortest;
    double gossip = 0.2 * (Math.log(size) / Math.log(2) + 4);
    double probes = 3 + 1;
    return Duration.ofMillis((long) (1_000 * (probes + suspicion + gossip)));
  }
}
