package io.kserf.daemon.rpc;

import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The queries that one connection's streams have delivered and that it may still answer, under the
 * numbers that it knows them by: 1, 2, … as they came. Thread-safe.
 */
final class PendingQueries {
  /** Of more than that the oldest are forgotten. */
  static final int CAPACITY = 1024;

  private final SequencedMap<Long, SerfEvent.Query> pending = new LinkedHashMap<>();
  private long last;

  /** Returns the query's number. */
  synchronized long add(SerfEvent.Query query) {
    pending.values().removeIf(PendingQueries::isOver);
    pending.put(++last, query);
    if (pending.size() > CAPACITY) {
      pending.pollFirstEntry();
    }
    return last;
  }

  /**
   * @throws SerfException with Serf's text if there is no such query, or it takes no answer
   */
  void respond(long id, byte[] payload) {
    SerfEvent.Query query;
    synchronized (this) {
      query = pending.get(id);
    }
    if (query == null || isOver(query)) {
      throw new SerfException("No pending queries matching ID");
    }
    try {
      query.responder().respond(payload);
    } catch (SerfException e) {
      throw new SerfException("failed to respond to key query: " + e.getMessage(), e);
    }
  }

  private static boolean isOver(SerfEvent.Query query) {
    return !query.isOpen(System.nanoTime());
  }
}
