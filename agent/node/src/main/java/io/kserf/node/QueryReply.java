package io.kserf.node;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One thing that came back to a {@link Query}. */
public sealed interface QueryReply {
  /** The name of the member that sent it. */
  String from();

  /**
   * The query has arrived there, and is for that member. Only if it was asked for, see {@link
   * io.kserf.serf.QueryParams#requestAck}.
   */
  record Ack(String from) implements QueryReply {}

  /**
   * What the application there answered.
   *
   * @param payload shared by all who read the query's replies: to be read, not written
   */
  record Response(String from, byte[] payload) implements QueryReply {
    /** The payload as UTF-8. */
    public String text() {
      return new String(payload, UTF_8);
    }
  }
}
