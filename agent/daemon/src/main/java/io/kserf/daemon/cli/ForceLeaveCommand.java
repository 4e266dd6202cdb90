package io.kserf.daemon.cli;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import java.util.List;

final class ForceLeaveCommand implements Command {
  private boolean prune;

  @Override
  public String synopsis() {
    return "Declares that a failed member has left";
  }

  @Override
  public String help() {
    return """
    Usage: kserf force-leave [options] NAME

      Declares that a failed member has left, so that nobody tries to reach it any more. A member
      that is alive after all joins again by itself.

    Options:

      -prune                    Also removes the member from the list of members.

    """
        + AgentFlags.HELP;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return agent.flags().toggle("prune", on -> prune = on);
  }

  @Override
  public Offer arguments() {
    return Offer.MEMBERS;
  }

  @Override
  public int run(List<String> words, Console console) {
    var agent = new AgentFlags(console.environment());
    List<String> args = flags(agent).parse(words);
    if (args.size() != 1) {
      throw Failure.misuse("A node name must be specified to force leave.");
    }
    try (RpcClient client = agent.connect()) {
      client.forceLeave(args.getFirst(), prune);
    } catch (RpcException e) {
      throw Failure.of("Error force leaving", e);
    }
    return 0;
  }
}
