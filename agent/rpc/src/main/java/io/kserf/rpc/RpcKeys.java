package io.kserf.rpc;

import java.util.Map;

/**
 * The outcome of a key operation on the whole pool. That some members failed or stayed silent is
 * part of the outcome, not an exception: the others have carried it out.
 *
 * @param error empty if every member reported success, else the agent's summary such as {@code 1/3
 *     nodes reported failure}
 * @param keys for a listing: base64 key to the number of members that hold it
 * @param messages what members had to say, by name
 * @param numNodes members that were asked
 * @param numResp members that answered
 * @param numErr members that failed
 */
public record RpcKeys(
    String error,
    Map<String, Integer> keys,
    Map<String, String> messages,
    int numNodes,
    int numResp,
    int numErr) {
  @Override
  public String toString() {
    return "RpcKeys[%d keys hidden, error '%s', %d of %d answered, %d failed]"
        .formatted(keys.size(), error, numResp, numNodes, numErr);
  }
}
