package io.kserf.swim;

/** What is believed of a member. The ordinal is memberlist's number on the wire. */
public enum MemberState {
  ALIVE,
  SUSPECT,
  DEAD,
  LEFT;

  /** Whether the member is gone, by failure or by its own leave. */
  public boolean isGone() {
    return this == DEAD || this == LEFT;
  }
}
