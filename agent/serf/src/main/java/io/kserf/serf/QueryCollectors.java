package io.kserf.serf;

import io.kserf.serf.wire.QueryResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The queries that were asked here and whose deadline is still to come. */
final class QueryCollectors {
  /** Members that can answer one query; whoever makes names up gets no further. */
  static final int MAX_ANSWERS = 65_536;

  private final Host host;
  private final Map<Long, Collector> byTime = new HashMap<>();
  private final Set<Collector> open = new LinkedHashSet<>();

  QueryCollectors(Host host) {
    this.host = host;
  }

  /** Collects for a query until {@code timeout} is over. */
  void open(long lamportTime, long id, Duration timeout, QueryListener listener) {
    var collector = new Collector(lamportTime, id, listener);
    byTime.put(lamportTime, collector);
    open.add(collector);
    host.after(timeout, () -> close(collector));
  }

  void onResponse(QueryResponse response) {
    Collector collector = byTime.get(response.lamportTime());
    if (collector == null) {
      host.complaints()
          .refused(
              () ->
                  "serf: reply for non-running query (LTime: %d, ID: %d, From: %s)"
                      .formatted(response.lamportTime(), response.id(), response.from()));
    } else if (collector.id != response.id()) {
      host.complaints()
          .refused(
              () ->
                  "serf: query reply ID mismatch (Local: %d, Response: %d)"
                      .formatted(collector.id, response.id()));
    } else {
      collector.take(response);
    }
  }

  /** Ends all of them early, because this member stops. */
  void closeAll() {
    List.copyOf(open).forEach(this::close);
  }

  private void close(Collector collector) {
    if (open.remove(collector)) {
      byTime.remove(collector.lamportTime, collector);
      host.complaints().guard("the listener of a query", collector.listener::onDone);
    }
  }

  /** What came back to one query: of each member one ack and one answer count. */
  private final class Collector {
    private final long lamportTime;
    private final long id;
    private final QueryListener listener;
    private final Set<String> acknowledged = new HashSet<>();
    private final Set<String> answered = new HashSet<>();

    Collector(long lamportTime, long id, QueryListener listener) {
      this.lamportTime = lamportTime;
      this.id = id;
      this.listener = listener;
    }

    void take(QueryResponse response) {
      if (response.isAck()) {
        takeAck(response);
      } else {
        takeAnswer(response);
      }
    }

    private void takeAck(QueryResponse ack) {
      if (isNew(acknowledged, ack.from(), "serf.query_duplicate_acks")) {
        host.count("serf.query_acks");
        host.complaints().guard("the listener of a query", () -> listener.onAck(ack.from()));
      }
    }

    private void takeAnswer(QueryResponse answer) {
      if (isNew(answered, answer.from(), "serf.query_duplicate_responses")) {
        host.count("serf.query_responses");
        byte[] payload = answer.payload() == null ? new byte[0] : answer.payload();
        host.complaints()
            .guard("the listener of a query", () -> listener.onResponse(answer.from(), payload));
      }
    }

    private boolean isNew(Set<String> seen, String from, String duplicates) {
      if (seen.size() < MAX_ANSWERS && seen.add(from)) {
        return true;
      }
      host.count(duplicates);
      return false;
    }
  }
}
