package io.kserf.daemon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import java.util.List;

final class EventCommand implements Command {
  private boolean coalesce = true;

  @Override
  public String synopsis() {
    return "Sends a user event to the pool";
  }

  @Override
  public String help() {
    return """
    Usage: kserf event [options] NAME [PAYLOAD]

      Sends a user event to every member of the pool.

    Options:

      -coalesce=true            Whether agents may hand on only the newest of several events of
                                this name that come within a short time.

    """
        + AgentFlags.HELP;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return agent.flags().toggle("coalesce", on -> coalesce = on);
  }

  @Override
  public int run(List<String> words, Console console) {
    var agent = new AgentFlags(console.environment());
    List<String> args = flags(agent).parse(words);
    if (args.isEmpty()) {
      throw Failure.misuse("An event name must be specified.");
    }
    if (args.size() > 2) {
      throw Failure.misuse(
          "Too many command line arguments. Only a name and payload must be specified.");
    }
    String name = args.getFirst();
    byte[] payload = args.size() == 2 ? args.get(1).getBytes(UTF_8) : new byte[0];
    try (RpcClient client = agent.connect()) {
      client.userEvent(name, payload, coalesce);
    } catch (RpcException e) {
      throw Failure.of("Error sending event", e);
    }
    console.out().println("Event '" + name + "' dispatched! Coalescing enabled: " + coalesce);
    return 0;
  }
}
