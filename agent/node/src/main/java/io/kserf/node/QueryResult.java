package io.kserf.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came back to a query, in the order of arrival. Immutable but for the bytes, which are to be
 * read only.
 *
 * @param acks names of the members that have heard it; empty if acks were not asked for
 * @param responses name of each member that answered to what it answered
 */
public record QueryResult(Set<String> acks, Map<String, byte[]> responses) {

  public QueryResult {
    acks = Collections.unmodifiableSet(new LinkedHashSet<>(acks));
    responses = Collections.unmodifiableMap(new LinkedHashMap<>(responses));
  }

  static QueryResult of(List<QueryReply> replies) {
    var acks = new LinkedHashSet<String>();
    var responses = new LinkedHashMap<String, byte[]>();
    for (QueryReply reply : replies) {
      switch (reply) {
        case QueryReply.Ack(var from) -> acks.add(from);
        case QueryReply.Response(var from, var payload) -> responses.put(from, payload);
      }
    }
    return new QueryResult(acks, responses);
  }

  /** The responses as UTF-8. */
  public Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    responses.forEach(
        (from, payload) -> texts.put(from, new QueryReply.Response(from, payload).text()));
    return Collections.unmodifiableMap(texts);
  }
}
