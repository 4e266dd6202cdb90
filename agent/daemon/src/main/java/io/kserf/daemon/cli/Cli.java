package io.kserf.daemon.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the command in the words, as {@code serf} does, and runs it. */
final class Cli {
  static final int SUCCESS = 0;
  static final int FAILED = 1;
  static final int NO_COMMAND = 127;

  private static final Set<String> VERSION_FLAGS = Set.of("-v", "--version");
  private static final Set<String> HELP_FLAGS = Set.of("-h", "-help", "--help");

  private record Entry(String synopsis, Supplier<Command> command) {}

  private final Console console;
  private final Map<String, Entry> commands = new LinkedHashMap<>();

  Cli(Console console) {
    this.console = console;
    add("agent", "Runs an agent", AgentCommand::new);
    add("event", "Sends a user event to the pool", EventCommand::new);
    add("force-leave", "Declares that a failed member has left", ForceLeaveCommand::new);
    add("info", "Shows what the agent tells about itself", InfoCommand::new);
    add("join", "Lets the agent join a pool", JoinCommand::new);
    add("keygen", "Makes a new encryption key", KeygenCommand::new);
    add("keys", "Changes or shows the pool's encryption keys", KeysCommand::new);
    add("leave", "Lets the agent leave the pool and stop", LeaveCommand::new);
    add("members", "Lists the members of the pool", MembersCommand::new);
    add("monitor", "Shows the agent's log and events", MonitorCommand::new);
    add("query", "Asks the members of the pool", QueryCommand::new);
    add("reachability", "Tests whether all members can be reached", ReachabilityCommand::new);
    add("rtt", "Estimates the round trip time between members", RttCommand::new);
    add("tags", "Changes the agent's tags", TagsCommand::new);
    add("version", "Prints the version", VersionCommand::new);
  }

  private void add(String name, String synopsis, Supplier<Command> command) {
    commands.put(name, new Entry(synopsis, command));
  }

  /**
   * @param words after {@code kserf}
   * @return the exit code
   */
  int run(List<String> words) {
    if (words.stream().anyMatch(VERSION_FLAGS::contains)) {
      return new VersionCommand().run(List.of(), console);
    }
    int index = 0;
    while (index < words.size() && words.get(index).startsWith("-")) {
      index++;
    }
    List<String> flags = words.subList(0, index);
    boolean helpWanted = flags.stream().anyMatch(HELP_FLAGS::contains);
    if (index == words.size()) {
      usage();
      return helpWanted ? SUCCESS : NO_COMMAND;
    }
    List<String> rest = words.subList(index + 1, words.size());
    if (words.get(index).equals("help")) {
      return help(rest);
    }
    Entry entry = commands.get(words.get(index));
    if (entry == null) {
      usage();
      return NO_COMMAND;
    }
    Command command = entry.command.get();
    if (helpWanted || asksForHelp(rest)) {
      print(console.err(), command.help());
      return SUCCESS;
    }
    if (!flags.isEmpty()) {
      console.err().println("Flags belong behind the command: " + String.join(" ", flags));
      console.err().println();
      print(console.err(), command.help());
      return FAILED;
    }
    return run(command, rest);
  }

  private int run(Command command, List<String> words) {
    try {
      return command.run(words, console);
    } catch (GoFlags.BadFlag e) {
      console.err().println(e.getMessage());
      print(console.out(), command.help());
    } catch (Failure e) {
      report(command, e);
    }
    return FAILED;
  }

  private void report(Command command, Failure failure) {
    String message = String.valueOf(failure.getMessage());
    if (!message.isEmpty()) {
      console.out().println(message);
    }
    if (failure.misused()) {
      console.out().print(message.isEmpty() ? "" : "\n");
      print(console.out(), command.help());
    }
    if (!failure.advice().isEmpty()) {
      console.out().flush();
      console.err().println("(" + failure.advice() + ")");
    }
  }

  /** {@code kserf help [COMMAND]}. */
  private int help(List<String> words) {
    @Nullable Entry entry = words.isEmpty() ? null : commands.get(words.getFirst());
    if (entry == null) {
      usage();
      return words.isEmpty() ? SUCCESS : NO_COMMAND;
    }
    print(console.err(), entry.command.get().help());
    return SUCCESS;
  }

  private static boolean asksForHelp(List<String> words) {
    int end = words.indexOf("--");
    return words.subList(0, end < 0 ? words.size() : end).stream().anyMatch(HELP_FLAGS::contains);
  }

  private void usage() {
    PrintStream err = console.err();
    err.println("Usage: kserf [--version] [--help] <command> [<args>]");
    err.println();
    err.println("Available commands are:");
    commands.forEach(
        (name, entry) ->
            err.println("    " + name + " ".repeat(16 - name.length()) + entry.synopsis));
    err.println();
  }

  private static void print(PrintStream to, String help) {
    to.println(help.strip());
  }
}
