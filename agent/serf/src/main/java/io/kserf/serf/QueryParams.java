package io.kserf.serf;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a query is asked, with Serf's names. Immutable: every method that takes a value returns a
 * changed copy, so one value can be the base of many.
 *
 * <pre>{@code
 * QueryParams.DEFAULT.tag("env", "^prod$").requestAck(true).timeout(Duration.ofSeconds(5))
 * }</pre>
 *
 * @param nodes names of the members that it is for; empty for all
 * @param tags tag to RE2 expression that must be found in its value; all must match
 * @param requestAck whether each member that it is for says at once that it has heard
 * @param relayFactor 0 to 255: through how many other members each answer is sent as well
 * @param timeout zero (or less) for the default, which grows with the pool: with the LAN profile
 *     3.2 s for up to 9 members, as much again for up to 99, for up to 999, and so on
 */
public record QueryParams(
    List<String> nodes,
    Map<String, String> tags,
    boolean requestAck,
    int relayFactor,
    Duration timeout) {

  /** For all members, without acks and relays, for the default time. */
  public static final QueryParams DEFAULT =
      new QueryParams(List.of(), Map.of(), false, 0, Duration.ZERO);

  public QueryParams {
    nodes = List.copyOf(nodes);
    tags = Map.copyOf(tags);
  }

  /** Only the members with these names; replaces those that were given before. */
  public QueryParams nodes(Collection<String> names) {
    return new QueryParams(List.copyOf(names), tags, requestAck, relayFactor, timeout);
  }

  /**
   * Only members in whose tag the expression is found, beside the conditions that are set already.
   * A member without the tag is searched as if it were empty.
   *
   * @param expression RE2 syntax, found anywhere in the value: {@code prod} also finds {@code
   *     preprod}, {@code ^prod$} does not. One that is malformed matches nobody
   */
  public QueryParams tag(String key, String expression) {
    var changed = new HashMap<>(tags);
    changed.put(key, expression);
    return new QueryParams(nodes, changed, requestAck, relayFactor, timeout);
  }

  public QueryParams requestAck(boolean on) {
    return new QueryParams(nodes, tags, on, relayFactor, timeout);
  }

  /** For pools whose network loses much: each of the relays sends every answer once more. */
  public QueryParams relayFactor(int relays) {
    return new QueryParams(nodes, tags, requestAck, relays, timeout);
  }

  /** How long answers are waited for. Each member gets to know it, as its deadline. */
  public QueryParams timeout(Duration wait) {
    return new QueryParams(nodes, tags, requestAck, relayFactor, wait);
  }
}
