package io.kserf.serf;

import java.util.List;

/**
 * What Serf reports. A {@code switch} over it needs no default:
 *
 * <pre>{@code
 * switch (event) {
 *   case SerfEvent.Members(var kind, var members) -> log(kind.text(), members);
 *   case SerfEvent.User user when user.name().equals("deploy") -> deploy(user.payload());
 *   case SerfEvent.User other -> {}
 *   case SerfEvent.Query query when query.name().equals("load") -> query.respond(load());
 *   case SerfEvent.Query other -> {}
 * }
 * }</pre>
 *
 * <p>Byte arrays are shared by all who receive the event: they are to be read, not written.
 */
public sealed interface SerfEvent {

  /**
   * Something happened to members; one kind of change an event.
   *
   * @param members as they are after the change, those reaped as they were before; never empty.
   *     Without coalescing it is one
   */
  record Members(Kind kind, List<SerfMember> members) implements SerfEvent {
    /** Kinds of change, with the names that Serf gives them. */
    public enum Kind {
      /** A member is alive that was not: it is new, or it is back. */
      JOIN("member-join"),
      /** A member has left on purpose, or was declared to have. */
      LEAVE("member-leave"),
      /** A member does not answer any more. It is retried, and may be back. */
      FAILED("member-failed"),
      /** A member has other tags, another address or another protocol. */
      UPDATE("member-update"),
      /** A member that failed or left some time ago is forgotten. */
      REAP("member-reap");

      private final String text;

      Kind(String text) {
        this.text = text;
      }

      /** Serf's name, for instance {@code member-join}. */
      public String text() {
        return text;
      }
    }
  }

  /**
   * A user event, see {@link SerfInstance#userEvent}. It arrives once, at nearly everybody: gossip
   * is no guarantee.
   *
   * @param lamportTime orders it among user events: what was sent in knowledge of it has a higher
   *     one
   * @param coalesce the sender's permission to merge it with others of its name
   */
  record User(long lamportTime, String name, byte[] payload, boolean coalesce)
      implements SerfEvent {}

  /**
   * A query that this member may answer, once, before its deadline.
   *
   * @param lamportTime orders it among queries
   * @param deadlineNanos when the asker stops listening, on the clock of who delivers the event:
   *     for the events of an embedded member {@link System#nanoTime()}
   */
  record Query(
      long lamportTime, String name, byte[] payload, long deadlineNanos, Responder responder)
      implements SerfEvent {

    /** As {@link Responder#respond} of its responder. */
    public void respond(byte[] answer) {
      responder.respond(answer);
    }

    /**
     * Whether there is time left to answer, so that work nobody waits for can be spared. An answer
     * that is sent in the last moment may be refused all the same.
     *
     * @param nowNanos by the clock of the deadline
     */
    public boolean isOpen(long nowNanos) {
      return deadlineNanos - nowNanos >= 0;
    }
  }

  /** Answers a query. */
  interface Responder {
    /**
     * From any thread where an embedded member delivered the query; on the instance's own where the
     * instance did.
     *
     * @param payload with its envelope at most {@link SerfSettings#queryResponseSizeLimit()} bytes
     * @throws SerfException if an answer was sent before, the deadline is over, or the payload is
     *     too large
     */
    void respond(byte[] payload);
  }
}
