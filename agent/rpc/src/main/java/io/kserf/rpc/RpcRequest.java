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
  String command();

  /** Must come first on every connection. The only version so far is 1. */
  record Handshake(int version) implements RpcRequest {
    @Override
    public String command() {
      return "handshake";
    }
  }

  record Auth(String authKey) implements RpcRequest {
    @Override
    public String command() {
      return "auth";
    }

    @Override
    public String toString() {
      return "Auth[key hidden]";
    }
  }

  record Event(String name, byte[] payload, boolean coalesce) implements RpcRequest {
    @Override
    public String command() {
      return "event";
    }
  }

  record ForceLeave(String node, boolean prune) implements RpcRequest {
    @Override
    public String command() {
      return "force-leave";
    }
  }

  record Join(List<String> existing, boolean replay) implements RpcRequest {
    @Override
    public String command() {
      return "join";
    }
  }

  record Members() implements RpcRequest {
    @Override
    public String command() {
      return "members";
    }
  }

  /** Regular expressions; an empty one lets every member pass. */
  record MembersFiltered(Map<String, String> tags, String status, String name)
      implements RpcRequest {
    @Override
    public String command() {
      return "members-filtered";
    }
  }

  /** Changes the agent's own tags: deletes first, then sets. */
  record Tags(Map<String, String> tags, List<String> deleteTags) implements RpcRequest {
    @Override
    public String command() {
      return "tags";
    }
  }

  /**
   * @param type event filter such as {@code member-join,user:deploy} or {@code *}
   */
  record Stream(String type) implements RpcRequest {
    @Override
    public String command() {
      return "stream";
    }
  }

  record Monitor(String logLevel) implements RpcRequest {
    @Override
    public String command() {
      return "monitor";
    }
  }

  /**
   * @param seq the sequence number of the stream or monitor to end
   */
  record Stop(long seq) implements RpcRequest {
    @Override
    public String command() {
      return "stop";
    }
  }

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
      implements RpcRequest {
    @Override
    public String command() {
      return "query";
    }
  }

  /**
   * @param id of a {@link RpcRecord.Query} that this connection's stream delivered
   */
  record Respond(long id, byte[] payload) implements RpcRequest {
    @Override
    public String command() {
      return "respond";
    }
  }

  record Leave() implements RpcRequest {
    @Override
    public String command() {
      return "leave";
    }
  }

  /**
   * @param key base64
   */
  record InstallKey(String key) implements RpcRequest {
    @Override
    public String command() {
      return "install-key";
    }

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
    public String command() {
      return "use-key";
    }

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
    public String command() {
      return "remove-key";
    }

    @Override
    public String toString() {
      return "RemoveKey[key hidden]";
    }
  }

  record ListKeys() implements RpcRequest {
    @Override
    public String command() {
      return "list-keys";
    }
  }

  record Stats() implements RpcRequest {
    @Override
    public String command() {
      return "stats";
    }
  }

  record GetCoordinate(String node) implements RpcRequest {
    @Override
    public String command() {
      return "get-coordinate";
    }
  }

  /**
   * A command that nobody knows. Whether a body follows it is unknown too, so a server answers
   * {@code Unsupported command} and closes the connection.
   */
  record Unsupported(String command) implements RpcRequest {}
}
