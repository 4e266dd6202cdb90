package io.kserf.serf;

/** What Serf says of a member. The ordinal is Serf's number on the wire. */
public enum MemberStatus {
  NONE("none"),
  ALIVE("alive"),
  LEAVING("leaving"),
  LEFT("left"),
  FAILED("failed");

  private final String text;

  MemberStatus(String text) {
    this.text = text;
  }

  /** Serf's word for it, as in the output of {@code members}. */
  public String text() {
    return text;
  }
}
