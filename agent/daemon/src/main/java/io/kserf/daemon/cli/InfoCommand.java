package io.kserf.daemon.cli;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class InfoCommand implements Command {
  private String format = OutputFormat.DEFAULT;

  @Override
  public String synopsis() {
    return "Shows what the agent tells about itself";
  }

  @Override
  public String help() {
    return """
    Usage: kserf info [options]

      Shows what the agent tells about itself: its name, tags, handlers, clocks and queues.

    Options:

      -format=text              text or json

    """
        + AgentFlags.HELP;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return agent.flags().value("format", OutputFormat.OFFER, value -> format = value);
  }

  @Override
  public int run(List<String> words, Console console) {
    var agent = new AgentFlags(console.environment());
    flags(agent).parse(words);
    Map<String, Map<String, String>> sections = new TreeMap<>();
    try (RpcClient client = agent.connect()) {
      client.stats().forEach((name, entries) -> sections.put(name, new TreeMap<>(entries)));
    } catch (RpcException e) {
      throw Failure.of("Error querying agent", e);
    }
    OutputFormat.print(format, console, () -> text(sections), () -> sections);
    return 0;
  }

  private static String text(Map<String, Map<String, String>> sections) {
    var text = new StringBuilder();
    sections.forEach(
        (name, entries) -> {
          text.append(name).append(":\n");
          entries.forEach(
              (key, value) ->
                  text.append('\t').append(key).append(" = ").append(value).append('\n'));
        });
    return text.toString();
  }
}
