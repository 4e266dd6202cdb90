package io.kserf.swim;

/**
 * This member's own incarnation: the counter that only it may raise, and with which it outbids
 * whatever others claim about it (SWIM §4.2). Unsigned 32 bit; it never goes down.
 */
final class Incarnation {
  static final long MAX = 0xffff_ffffL;

  private long current;

  long current() {
    return current;
  }

  /** The incarnation of the next announcement; the first one of a process is 1. */
  long next() {
    return raiseTo(current + 1);
  }

  /**
   * An incarnation above the one that an accusation named, and above every one announced before. At
   * {@link #MAX} there is none; the accusation then stands until the pool has forgotten the name.
   */
  long outbid(long accused) {
    return raiseTo(Math.max(current, accused) + 1);
  }

  private long raiseTo(long wanted) {
    long raised = Math.min(wanted, MAX);
    Invariant.holds(raised >= current, "an incarnation never goes down");
    current = raised;
    return current;
  }
}
