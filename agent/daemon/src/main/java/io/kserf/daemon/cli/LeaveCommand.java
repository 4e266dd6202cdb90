package io.kserf.daemon.cli;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import java.util.List;

final class LeaveCommand implements Command {
  @Override
  public String synopsis() {
    return "Lets the agent leave the pool and stop";
  }

  @Override
  public String help() {
    return """
    Usage: kserf leave [options]

      Lets the agent leave the pool and stop. Members list it as left, not as failed.

    Options:

    """
        + AgentFlags.HELP;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return agent.flags();
  }

  @Override
  public int run(List<String> words, Console console) {
    var agent = new AgentFlags(console.environment());
    flags(agent).parse(words);
    try (RpcClient client = agent.connect()) {
      client.leave();
    } catch (RpcException e) {
      throw Failure.of("Error leaving", e);
    }
    console.out().println("Graceful leave complete");
    return 0;
  }
}
