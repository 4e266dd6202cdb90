package io.kserf.swim;

/**
 * Lifeguard's local health: how far this member should mistrust itself. Missed acks, missing nacks
 * and refutations raise the score, answered probes lower it; a member that is slow itself then
 * gives others more time instead of accusing them (Lifeguard §IV.A).
 */
final class Health {
  private final int max;
  private final Telemetry telemetry;
  private int score;

  /**
   * @param multiplier one above the highest score
   */
  Health(int multiplier, Telemetry telemetry) {
    this.max = Math.max(0, multiplier - 1);
    this.telemetry = telemetry;
  }

  /** 0 is healthy. */
  int score() {
    return score;
  }

  void improve() {
    apply(-1);
  }

  void worsen(int by) {
    apply(by);
  }

  /** The interval of a probe, stretched by the score. */
  long stretch(long nanos) {
    return nanos * (score + 1);
  }

  private void apply(int delta) {
    int before = score;
    score = Math.clamp((long) score + delta, 0, max);
    if (score != before) {
      telemetry.gauge("memberlist.health.score", score);
    }
  }
}
