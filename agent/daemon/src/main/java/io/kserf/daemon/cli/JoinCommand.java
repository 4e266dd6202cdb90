package io.kserf.daemon.cli;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import java.time.Duration;
import java.util.List;

final class JoinCommand implements Command {
  /** An agent gives each address 10 s, one after the other. */
  private static final Duration PER_ADDRESS = Duration.ofSeconds(15);

  private static final Duration CALL = Duration.ofMinutes(1);

  private boolean replay;

  @Override
  public String synopsis() {
    return "Lets the agent join a pool";
  }

  @Override
  public String help() {
    return """
    Usage: kserf join [options] ADDRESS...

      Lets the agent join the pool of the members at these addresses (host or host:port). One
      that answers is enough.

    Options:

      -replay                   Also delivers user events that the pool remembers from before.

    """
        + AgentFlags.HELP;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return agent.flags().toggle("replay", on -> replay = on);
  }

  @Override
  public int run(List<String> words, Console console) {
    var agent = new AgentFlags(console.environment());
    List<String> args = flags(agent).parse(words);
    if (args.isEmpty()) {
      throw Failure.misuse("At least one address to join must be specified.");
    }
    try (RpcClient client = agent.connect(CALL.plus(PER_ADDRESS.multipliedBy(args.size())))) {
      int contacted = client.join(args, replay);
      console.out().println("Successfully joined cluster by contacting " + contacted + " nodes.");
    } catch (RpcException e) {
      throw Failure.of("Error joining the cluster", e);
    }
    return 0;
  }
}
