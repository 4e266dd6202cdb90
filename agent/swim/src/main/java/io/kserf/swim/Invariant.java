package io.kserf.swim;

/**
 * What must hold whatever the network says. The checks are cheap and stay on in production: a
 * broken one stops the handling of the one input that showed it, is logged as an internal error,
 * and in a simulation fails the run.
 */
final class Invariant {
  private Invariant() {}

  /**
   * @param rule the rule that must hold, as a sentence
   */
  static void holds(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalStateException("broken invariant: " + rule);
    }
  }
}
