package io.kserf.swim;

/**
 * This member's own incarnation: the counter that only it may raise, and with which it outbids
 * whatever others claim about it (SWIM §4.2). Unsigned 32 bit; it never goes down.
 */
final class Incarnation {
  static final long MAX = 0xffff_ffffL;

  private long current;

  /**
   * Goes on above a former run of this member: rumours about that one must not outbid this one. If
   * somebody drove that one so far up that the end is near, this one starts afresh: a restart must
   * stay the way out.
   *
   * @param last the highest incarnation that the former run may have announced, 0 for none
   */
  void resume(long last) {
    Invariant.holds(current == 0, "a former run comes before the first announcement");
    if (last < MergeRules.MOST_AHEAD) {
      raiseTo(last);
    }
  }

  long current() {
    return current;
  }

  /** The incarnation of the next announcement; the first one of a member is 1. */
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
