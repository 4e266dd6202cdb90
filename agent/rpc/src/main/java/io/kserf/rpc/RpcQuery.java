package io.kserf.rpc;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A query to the pool. {@link #of} asks every member, with acks, for as long as the agent finds
 * right for the pool's size.
 *
 * @param filterNodes the names of those who are asked; empty for all
 * @param filterTags regular expressions by tag that a member must match to be asked
 * @param relayFactor how many members pass on a copy of every answer, 0 to 255
 * @param timeout zero for the agent's default
 */
public record RpcQuery(
    String name,
    byte[] payload,
    List<String> filterNodes,
    Map<String, String> filterTags,
    boolean requestAck,
    int relayFactor,
    Duration timeout) {
  public static RpcQuery of(String name, byte[] payload) {
    return new RpcQuery(name, payload, List.of(), Map.of(), true, 0, Duration.ZERO);
  }
}
