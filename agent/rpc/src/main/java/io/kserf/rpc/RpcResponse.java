package io.kserf.rpc;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a response or record. Every message of an agent is a header (error text and sequence
 * number), and for some commands one of these.
 */
public sealed interface RpcResponse permits RpcResponse.Body, RpcRecord, RpcAnswer {
  /** A body that answers a request once. */
  sealed interface Body extends RpcResponse {}

  /**
   * To {@link RpcRequest.Join}, also beside an error.
   *
   * @param num members contacted
   */
  record Joined(int num) implements Body {}

  /** To {@link RpcRequest.Members} and {@link RpcRequest.MembersFiltered}. */
  record MemberList(List<RpcMember> members) implements Body {}

  /**
   * To a key's installation, use or removal, also beside an error.
   *
   * @param messages what nodes had to say, by node name
   */
  record KeysChanged(Map<String, String> messages, int numErr, int numNodes, int numResp)
      implements Body {}

  /**
   * To {@link RpcRequest.ListKeys}, also beside an error.
   *
   * @param keys base64 key to the number of nodes that have it
   */
  record KeysListed(
      Map<String, Integer> keys,
      Map<String, String> messages,
      int numErr,
      int numNodes,
      int numResp)
      implements Body {}

  /**
   * @param sections by section, then by key
   */
  record Stats(Map<String, Map<String, String>> sections) implements Body {}

  /** Empty for a node whose coordinate the agent does not know. */
  record Coordinate(Optional<RpcCoordinate> coordinate) implements Body {}

  /**
   * A record of {@link RpcRequest.Monitor}.
   *
   * @param log without line end
   */
  record LogLine(String log) implements Body {}
}
