package io.kserf.daemon.handler;

import java.util.List;

/** A command for {@code /bin/sh} and the events that it is run for. */
public record EventScript(EventFilter filter, String script) {

  /**
   * Reads {@code [FILTER=]SCRIPT}, split at the first {@code =}; each element of the filter's list
   * makes a script of its own.
   *
   * @throws IllegalArgumentException with Serf's text if the filter names no event
   */
  public static List<EventScript> parse(String specification) {
    int equals = specification.indexOf('=');
    String filter = equals < 0 ? "" : specification.substring(0, equals);
    String script = specification.substring(equals + 1);
    List<EventScript> scripts =
        EventFilter.parseList(filter).stream()
            .map(element -> new EventScript(element, script))
            .toList();
    for (EventScript parsed : scripts) {
      if (!parsed.filter.isValid()) {
        throw new IllegalArgumentException("Invalid event script: " + parsed);
      }
    }
    return scripts;
  }

  @Override
  public String toString() {
    return "Event '%s' invoking '%s'".formatted(filter, script);
  }
}
