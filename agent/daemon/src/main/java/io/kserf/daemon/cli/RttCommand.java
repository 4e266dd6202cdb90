package io.kserf.daemon.cli;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcCoordinate;
import io.kserf.rpc.RpcException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

final class RttCommand implements Command {
  private static final int NANOS_PER_MILLI_DIGITS = 6;
  private static final int SHOWN_DIGITS = 3;

  @Override
  public String synopsis() {
    return "Estimates the round trip time between members";
  }

  @Override
  public String help() {
    return """
    Usage: kserf rtt [options] NODE1 [NODE2]

      Estimates the round trip time between two members from their network coordinates. Without
      NODE2, the other one is the agent.

    Options:

    """
        + AgentFlags.HELP;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return agent.flags();
  }

  @Override
  public Offer arguments() {
    return Offer.MEMBERS;
  }

  @Override
  public int run(List<String> words, Console console) {
    var agent = new AgentFlags(console.environment());
    List<String> args = flags(agent).parse(words);
    try (RpcClient client = agent.connect()) {
      if (args.isEmpty() || args.size() > 2) {
        throw Failure.misuse("One or two node names must be specified");
      }
      String from = args.getFirst();
      String to = args.size() == 2 ? args.get(1) : ownName(client);
      Duration rtt = coordinate(client, from).distanceTo(coordinate(client, to));
      console.out().println("Estimated " + from + " <-> " + to + " rtt: " + millis(rtt) + " ms");
    }
    return 0;
  }

  private static String ownName(RpcClient client) {
    try {
      return client.stats().getOrDefault("agent", Map.of()).getOrDefault("name", "");
    } catch (RpcException e) {
      throw Failure.of("Error querying agent", e);
    }
  }

  private static RpcCoordinate coordinate(RpcClient client, String node) {
    try {
      return client
          .coordinate(node)
          .orElseThrow(() -> new Failure("Could not find a coordinate for node \"" + node + "\""));
    } catch (RpcException e) {
      throw Failure.of("Error getting coordinates", e);
    }
  }

  private static String millis(Duration rtt) {
    return BigDecimal.valueOf(rtt.toNanos(), NANOS_PER_MILLI_DIGITS)
        .setScale(SHOWN_DIGITS, RoundingMode.HALF_EVEN)
        .toPlainString();
  }
}
