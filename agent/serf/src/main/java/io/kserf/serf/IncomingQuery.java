package io.kserf.serf;

import io.kserf.serf.wire.QueryMessage;
import io.kserf.serf.wire.QueryResponse;
import io.kserf.swim.SwimException;
import org.jspecify.annotations.Nullable;

/** A query that is for this member: it can be answered once, until its deadline. */
final class IncomingQuery implements SerfEvent.Responder {
  private final QueryMessage query;
  private final Host host;
  private final SerfSettings settings;
  private final String self;
  private final Answers answers;
  private final long deadlineNanos;
  private boolean answered;

  IncomingQuery(
      QueryMessage query, Host host, SerfSettings settings, String self, Answers answers) {
    this.query = query;
    this.host = host;
    this.settings = settings;
    this.self = self;
    this.answers = answers;
    this.deadlineNanos = saturatingAdd(host.nowNanos(), Math.max(0, query.timeoutNanos()));
  }

  String name() {
    return query.name();
  }

  long lamportTime() {
    return query.lamportTime();
  }

  /** Never nil: handlers do not care for the difference. */
  byte[] payload() {
    return query.payload() == null ? new byte[0] : query.payload();
  }

  SerfEvent.Query toEvent() {
    return new SerfEvent.Query(
        query.lamportTime(), query.name(), payload().clone(), deadlineNanos, this);
  }

  /** Tells the asker that the query has arrived. */
  void acknowledge() {
    try {
      answers.send(
          query, new QueryResponse(query.lamportTime(), query.id(), self, QueryResponse.ACK, null));
    } catch (SwimException | SerfException e) {
      host.complaints()
          .refused(() -> "serf: failed to send ack for query " + name() + ": " + e.getMessage());
    }
  }

  @Override
  public void respond(byte[] payload) {
    QueryResponse response = responseWith(payload.clone());
    if (!fits(response)) {
      throw new SerfException(
          "response exceeds limit of " + settings.queryResponseSizeLimit() + " bytes");
    }
    if (answered) {
      throw new SerfException("response already sent");
    }
    if (host.nowNanos() > deadlineNanos) {
      throw new SerfException("response is past the deadline");
    }
    answered = true;
    try {
      answers.send(query, response);
    } catch (SwimException e) {
      throw new SerfException("response not sent: " + e.getMessage(), e);
    }
  }

  /** Whether a response with this payload is small enough to be sent. */
  boolean fits(byte[] payload) {
    return fits(responseWith(payload));
  }

  private boolean fits(QueryResponse response) {
    return response.encode().length <= settings.queryResponseSizeLimit();
  }

  private QueryResponse responseWith(byte @Nullable [] payload) {
    return new QueryResponse(query.lamportTime(), query.id(), self, 0, payload);
  }

  private static long saturatingAdd(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
