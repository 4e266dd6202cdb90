package io.kserf.swim;

import io.kserf.swim.wire.MalformedMessage;

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

  /** The state with memberlist's {@code number}. */
  static MemberState ofWire(int number) {
    return switch (number) {
      case 0 -> ALIVE;
      case 1 -> SUSPECT;
      case 2 -> DEAD;
      case 3 -> LEFT;
      default -> throw new MalformedMessage("there is no member state " + number);
    };
  }
}
