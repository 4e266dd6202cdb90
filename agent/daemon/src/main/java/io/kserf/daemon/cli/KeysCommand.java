package io.kserf.daemon.cli;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import io.kserf.rpc.RpcKeys;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

final class KeysCommand implements Command {
  private String install = "";
  private String use = "";
  private String remove = "";
  private boolean list;

  @Override
  public String synopsis() {
    return "Changes or shows the pool's encryption keys";
  }

  @Override
  public String help() {
    return """
    Usage: kserf keys [options]

      Changes or shows the keys that encrypt the pool's gossip, on all members. To rotate: install
      the new key, use it, then remove the old one.

    Options, exactly one of the first four:

      -install=KEY              Adds a key to every member's keyring.

      -use=KEY                  Makes an installed key the one that members encrypt with.

      -remove=KEY               Removes a key, which must not be in use.

      -list                     Shows every key, and how many members hold it.

    """
        + AgentFlags.HELP;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return agent
        .flags()
        .value("install", key -> install = key)
        .value("use", key -> use = key)
        .value("remove", key -> remove = key)
        .toggle("list", on -> list = on);
  }

  @Override
  public int run(List<String> words, Console console) {
    var agent = new AgentFlags(console.environment());
    flags(agent).parse(words);
    long actions =
        Stream.of(install, use, remove).filter(key -> !key.isEmpty()).count() + (list ? 1 : 0);
    if (actions == 0) {
      throw Failure.nothingToDo();
    }
    if (actions > 1) {
      throw new Failure("Only one of -install, -use, -remove, or -list allowed");
    }
    try (RpcClient client = agent.connect()) {
      carryOut(client, console);
    }
    return 0;
  }

  private void carryOut(RpcClient client, Console console) {
    if (list) {
      list(client, console);
    } else if (!install.isEmpty()) {
      heading(console, "Installing key on all members...");
      change(console, "Error installing key", client::installKey, install);
      heading(console, "Successfully installed key!");
    } else if (!use.isEmpty()) {
      heading(console, "Changing primary key on all members...");
      change(console, "Error changing primary key", client::useKey, use);
      heading(console, "Successfully changed primary key!");
    } else {
      heading(console, "Removing key on all members...");
      change(console, "Error removing key", client::removeKey, remove);
      heading(console, "Successfully removed key!");
    }
  }

  private static void list(RpcClient client, Console console) {
    heading(console, "Asking all members for installed keys...");
    RpcKeys keys = change(console, "Failed to gather member keys", key -> client.gatherKeys(), "");
    heading(console, "Keys gathered, listing cluster keys...");
    var table = new Columns();
    new TreeMap<>(keys.keys())
        .forEach((key, holders) -> table.row(key, "[" + holders + "/" + keys.numNodes() + "]"));
    console.out().println();
    console.out().println(table);
  }

  private static RpcKeys change(
      Console console, String failed, Function<String, RpcKeys> operation, String key) {
    RpcKeys outcome;
    try {
      outcome = operation.apply(key);
    } catch (RpcException e) {
      console.out().println();
      throw Failure.of(failed, e);
    }
    if (outcome.error().isEmpty()) {
      return outcome;
    }
    if (!outcome.messages().isEmpty()) {
      var table = new Columns();
      new TreeMap<>(outcome.messages())
          .forEach((node, message) -> table.row("failed: ", node, message));
      console.out().println(table);
    }
    console.out().println();
    throw new Failure(failed + ": " + outcome.error());
  }

  private static void heading(Console console, String text) {
    console.out().println("==> " + text);
  }
}
