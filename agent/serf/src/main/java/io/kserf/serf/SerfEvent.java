package io.kserf.serf;

import java.util.List;

/** What Serf reports. Byte arrays are the receiver's own. */
public sealed interface SerfEvent {

  /** Something happened to members; one kind of change an event. */
  record Members(Kind kind, List<SerfMember> members) implements SerfEvent {
    /** Kinds of change, with the names that Serf gives them. */
    public enum Kind {
      JOIN("member-join"),
      LEAVE("member-leave"),
      FAILED("member-failed"),
      UPDATE("member-update"),
      REAP("member-reap");

      private final String text;

      Kind(String text) {
        this.text = text;
      }

      public String text() {
        return text;
      }
    }
  }

  /**
   * A user event. {@code coalesce} is the sender's permission to merge it with others of its name.
   */
  record User(long lamportTime, String name, byte[] payload, boolean coalesce)
      implements SerfEvent {}

  /** A query that this member may answer, once, before its deadline. */
  record Query(
      long lamportTime, String name, byte[] payload, long deadlineNanos, Responder responder)
      implements SerfEvent {}

  /** Answers a query. */
  interface Responder {
    /**
     * On the instance's thread only (the shell wraps it for others).
     *
     * @throws SerfException if an answer was sent before, the deadline is over, or the payload is
     *     too large
     */
    void respond(byte[] payload);
  }
}
