package io.kserf.daemon.cli;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import java.util.ArrayList;
import java.util.List;

final class TagsCommand implements Command {
  private final List<String> set = new ArrayList<>();
  private final List<String> delete = new ArrayList<>();

  @Override
  public String synopsis() {
    return "Changes the agent's tags";
  }

  @Override
  public String help() {
    return """
    Usage: kserf tags [options]

      Changes the agent's own tags and tells the pool. Deletes come before sets.

    Options, at least one of the first two:

      -set KEY=VALUE            Adds or changes a tag; may be repeated.

      -delete KEY               Removes a tag; may be repeated.

    """
        + AgentFlags.HELP;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return agent.flags().value("set", set::add).value("delete", delete::add);
  }

  @Override
  public int run(List<String> words, Console console) {
    var agent = new AgentFlags(console.environment());
    flags(agent).parse(words);
    if (set.isEmpty() && delete.isEmpty()) {
      throw Failure.nothingToDo();
    }
    try (RpcClient client = agent.connect()) {
      client.tags(Tag.map(set), delete);
    } catch (RpcException e) {
      throw Failure.of("Error setting tags", e);
    }
    console.out().println("Successfully updated agent tags");
    return 0;
  }
}
