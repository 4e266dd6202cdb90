package io.kserf.rpc;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a client may ask of an agent: one type a command of Serf's RPC, with the fields of its body.
 * Commands that have no body have no fields. Absent fields of a body are empty, zero or false, as
 * in Serf.
 */
public sealed interface RpcRequest {
  /** The command's name on the wire. */
  default String command() {
    return switch (this) {
      case Handshake _ -> "handshake";
      case Auth _ -> "auth";
      case Event _ -> "event";
      case ForceLeave _ -> "force-leave";
      case Join _ -> "join";
      case Members _ -> "members";
      case MembersFiltered _ -> "members-filtered";
      case Tags _ -> "tags";
      case Stream _ -> "stream";
      case Monitor _ -> "monitor";
      case Stop _ -> "stop";
      case Query _ -> "query";
      case Respond _ -> "respond";
      case Leave _ -> "leave";
      case InstallKey _ -> "install-key";
      case UseKey _ -> "use-key";
      case RemoveKey _ -> "remove-key";
      case ListKeys _ -> "list-keys";
      case Stats _ -> "stats";
      case GetCoordinate _ -> "get-coordinate";
      case Unsupported unsupported -> unsupported.command();
    };
  }

  /** Must come first on every connection. The only version so far is 1. */
  record Handshake(int version) implements RpcRequest {}

  record Auth(String authKey) implements RpcRequest {
    @Override
    public String toString() {
      return "Auth[key hidden]";
    }
  }

  record Event(String name, byte[] payload, boolean coalesce) implements RpcRequest {}

  record ForceLeave(String node, boolean prune) implements RpcRequest {}

  record Join(List<String> existing, boolean replay) implements RpcRequest {}

  record Members() implements RpcRequest {}

  /** Regular expressions; an empty one lets every member pass. */
  record MembersFiltered(Map<String, String> tags, String status, String name)
      implements RpcRequest {}

  /** Changes the agent's own tags: deletes first, then sets. */
  record Tags(Map<String, String> tags, List<String> deleteTags) implements RpcRequest {}

  /**
   * @param type event filter such as {@code member-join,user:deploy} or {@code *}
   */
  record Stream(String type) implements RpcRequest {}

  record Monitor(String logLevel) implements RpcRequest {}

  /**
   * @param seq the sequence number of the stream or monitor to end
   */
  record Stop(long seq) implements RpcRequest {}

  /**
   * @param filterTags regular expressions by tag
   * @param relayFactor 0 to 255
   * @param timeout zero for the agent's default
   */
  record Query(
      String name,
      byte[] payload,
      List<String> filterNodes,
      Map<String, String> filterTags,
      boolean requestAck,
      int relayFactor,
      Duration timeout)
      implements RpcRequest {}

  /**
   * @param id of a {@link RpcRecord.Query} that this connection's stream delivered
   */
  record Respond(long id, byte[] payload) implements RpcRequest {}

  record Leave() implements RpcRequest {}

  /**
   * @param key base64
   */
  record InstallKey(String key) implements RpcRequest {
    @Override
    public String toString() {
      return "InstallKey[key hidden]";
    }
  }

  /**
   * @param key base64
   */
  record UseKey(String key) implements RpcRequest {
    @Override
    public String toString() {
      return "UseKey[key hidden]";
    }
  }

  /**
   * @param key base64
   */
  record RemoveKey(String key) implements RpcRequest {
    @Override
    public String toString() {
      return "RemoveKey[key hidden]";
    }
  }

  record ListKeys() implements RpcRequest {}

  record Stats() implements RpcRequest {}

  record GetCoordinate(String node) implements RpcRequest {}

  /**
   * A command that nobody knows. Whether a body follows it is unknown too, so a server answers
   * {@code Unsupported command} and closes the connection.
   */
  record Unsupported(String command) implements RpcRequest {}
}
