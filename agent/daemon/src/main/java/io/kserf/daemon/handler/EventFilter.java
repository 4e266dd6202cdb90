package io.kserf.daemon.handler;

import io.kserf.serf.SerfEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which events are wanted, as in handler specifications and in the type of an RPC stream.
 *
 * @param event an event's text, or {@code *} for all
 * @param name the name that a user event or query must have; empty for any
 */
public record EventFilter(String event, String name) {
  private static final String ALL = "*";
  private static final String USER = "user";
  private static final String QUERY = "query";

  private static final Set<String> EVENTS =
      Stream.concat(
              Arrays.stream(SerfEvent.Members.Kind.values()).map(SerfEvent.Members.Kind::text),
              Stream.of(USER, QUERY, ALL))
          .collect(Collectors.toUnmodifiableSet());

  /**
   * A list separated by commas; empty means all events. Blanks count, as in Serf. Whether its
   * elements are events that exist is asked with {@link #isValid()}.
   */
  public static List<EventFilter> parseList(String text) {
    if (text.isEmpty()) {
      return List.of(new EventFilter(ALL, ""));
    }
    var filters = new ArrayList<EventFilter>();
    for (String element : text.split(",", -1)) {
      filters.add(parse(element));
    }
    return filters;
  }

  private static EventFilter parse(String element) {
    for (String named : List.of(USER, QUERY)) {
      if (element.startsWith(named + ":")) {
        return new EventFilter(named, element.substring(named.length() + 1));
      }
    }
    return new EventFilter(element, "");
  }

  public boolean isValid() {
    return EVENTS.contains(event);
  }

  public boolean matches(SerfEvent candidate) {
    if (event.equals(ALL)) {
      return true;
    }
    return switch (candidate) {
      case SerfEvent.Members members -> event.equals(members.kind().text());
      case SerfEvent.User user -> event.equals(USER) && isNameOf(user.name());
      case SerfEvent.Query query -> event.equals(QUERY) && isNameOf(query.name());
    };
  }

  private boolean isNameOf(String candidate) {
    return name.isEmpty() || name.equals(candidate);
  }

  /** As a user writes it: {@code member-join}, {@code user:deploy}. */
  @Override
  public String toString() {
    return name.isEmpty() ? event : event + ":" + name;
  }
}
