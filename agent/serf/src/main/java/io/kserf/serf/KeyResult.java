package io.kserf.serf;

import java.util.Map;

/**
 * What the pool said to a key operation.
 *
 * @param error empty, or Serf's summary such as {@code 1/3 nodes reported failure}
 * @param messages by member name
 * @param keys base64 key to the number of members that hold it; empty for other operations than
 *     list
 * @param primaryKeys base64 key to the number of members that use it as primary
 */
public record KeyResult(
    String error,
    int numNodes,
    int numResponses,
    int numErrors,
    Map<String, String> messages,
    Map<String, Integer> keys,
    Map<String, Integer> primaryKeys) {}
