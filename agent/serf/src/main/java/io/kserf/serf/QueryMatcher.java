package io.kserf.serf;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.kserf.serf.wire.QueryFilter;
import io.kserf.serf.wire.QueryMessage;
import io.kserf.swim.wire.MalformedMessage;
import java.util.Map;
import java.util.function.Supplier;

/** Whether a query is for this member: all its filters must say so. */
final class QueryMatcher {
  private final Host host;
  private final String self;
  private final Supplier<Map<String, String>> tags;

  QueryMatcher(Host host, String self, Supplier<Map<String, String>> tags) {
    this.host = host;
    this.self = self;
    this.tags = tags;
  }

  boolean isForThisMember(QueryMessage query) {
    return query.filters() == null || query.filters().stream().allMatch(this::passes);
  }

  /** A filter that cannot be understood lets nobody pass. */
  private boolean passes(byte[] filter) {
    try {
      return switch (QueryFilter.decode(filter)) {
        case QueryFilter.Nodes(var names) -> names.contains(self);
        case QueryFilter.Tag(var tag, var expression) -> finds(tag, expression);
      };
    } catch (MalformedMessage e) {
      host.complaints().malformed("query filter", e);
      return false;
    }
  }

  /** RE2, like Serf: linear in its input, whatever expression somebody sends. */
  private boolean finds(String tag, String expression) {
    try {
      return Pattern.compile(expression).matcher(tags.get().getOrDefault(tag, "")).find();
    } catch (PatternSyntaxException e) {
      host.complaints()
          .refused(
              () ->
                  "serf: failed to compile filter regex (%s): %s"
                      .formatted(expression, e.getMessage()));
      return false;
    }
  }
}
