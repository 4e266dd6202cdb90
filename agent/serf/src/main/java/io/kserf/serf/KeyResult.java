package io.kserf.serf;

import java.util.Map;

/**
 * What the pool said to a key operation.
 *
 * @param error empty if everybody has done it, else Serf's summary such as {@code 1/3 nodes
 *     reported failure} or {@code 2/3 nodes reported success}, when somebody was silent
 * @param numNodes how many members are alive
 * @param numResponses how many of them have answered
 * @param numErrors how many of those have failed
 * @param messages by member name, why it failed or what it remarked
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
