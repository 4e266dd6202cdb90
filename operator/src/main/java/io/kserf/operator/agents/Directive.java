package io.kserf.operator.agents;

import io.kserf.rpc.RpcClient;
import java.util.List;
import java.util.Map;

/** Something that an agent is told to do. Doing it twice does no harm. */
public sealed interface Directive {
  /** The agent's name. */
  String agent();

  /** What is done, to continue "node-1 cannot". */
  String what();

  /** Tells the agent, and waits for its answer. */
  void tell(RpcClient client);

  /**
   * To bring the agent, and with it all of its pool, into the pool of these members.
   *
   * @param addresses of their gossip
   */
  record Join(String agent, List<String> addresses) implements Directive {
    public Join {
      addresses = List.copyOf(addresses);
    }

    @Override
    public String what() {
      return "join " + String.join(", ", addresses);
    }

    @Override
    public void tell(RpcClient client) {
      client.join(addresses, false);
    }
  }

  /**
   * To change the agent's own tags.
   *
   * @param delete names of tags that it has and should not have
   */
  record Retag(String agent, Map<String, String> set, List<String> delete) implements Directive {
    public Retag {
      set = Map.copyOf(set);
      delete = List.copyOf(delete);
    }

    @Override
    public String what() {
      return "change its tags";
    }

    @Override
    public void tell(RpcClient client) {
      client.tags(set, delete);
    }
  }
}
