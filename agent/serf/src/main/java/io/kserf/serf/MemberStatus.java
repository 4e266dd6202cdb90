package io.kserf.serf;

/** What Serf says of a member. The ordinal is Serf's number on the wire. */
public enum MemberStatus {
  /** Not known; no member that Serf lists has it. */
  NONE("none"),
  /** It answers. */
  ALIVE("alive"),
  /** It has said that it leaves, and still answers. */
  LEAVING("leaving"),
  /** It has left on purpose, or was declared to have; after a day it is forgotten. */
  LEFT("left"),
  /** It has stopped answering. It is tried again for a day, then forgotten. */
  FAILED("failed");

  private final String text;

  MemberStatus(String text) {
    this.text = text;
  }

  /** Whether the member is no longer there, by failure or by its own leave. */
  boolean isGone() {
    return this == LEFT || this == FAILED;
  }

  /** Serf's word for it, as in the output of {@code members}. */
  public String text() {
    return text;
  }
}
