package io.kserf.serf;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a query is asked.
 *
 * @param nodes names that it is for; empty for all
 * @param tags tag to RE2 expression that must be found in its value; all must match
 * @param timeout zero (or less) for the default, which grows with the pool
 * @param relayFactor 0 to 255: through how many other members each answer is sent as well
 */
public record QueryParams(
    List<String> nodes,
    Map<String, String> tags,
    boolean requestAck,
    int relayFactor,
    Duration timeout) {
  public static final QueryParams DEFAULT =
      new QueryParams(List.of(), Map.of(), false, 0, Duration.ZERO);
}
