package io.kserf.daemon.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the command in the words, as {@code serf} does, and runs it. */
final class Cli {
  static final int SUCCESS = 0;
  static final int FAILED = 1;
  static final int NO_COMMAND = 127;

  private static final int SYNOPSIS_COLUMN = 16;
  private static final Set<String> VERSION_FLAGS = Set.of("-v", "--version");
  private static final Set<String> HELP_FLAGS = Set.of("-h", "-help", "--help");

  private static final List<String> NAMES =
      List.of(
          "agent",
          "completion",
          "event",
          "force-leave",
          "info",
          "join",
          "keygen",
          "keys",
          "leave",
          "members",
          "monitor",
          "packet",
          "query",
          "reachability",
          "rtt",
          "tags",
          "version");

  private final Console console;

  Cli(Console console) {
    this.console = console;
  }

  // A switch and no map of constructors: making the lambdas would take as long as the rest.
  private static Optional<Command> command(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "agent" -> new AgentCommand();
          case "completion" -> new CompletionCommand();
          case "event" -> new EventCommand();
          case "force-leave" -> new ForceLeaveCommand();
          case "info" -> new InfoCommand();
          case "join" -> new JoinCommand();
          case "keygen" -> new KeygenCommand();
          case "keys" -> new KeysCommand();
          case "leave" -> new LeaveCommand();
          case "members" -> new MembersCommand();
          case "monitor" -> new MonitorCommand();
          case "packet" -> new PacketCommand();
          case "query" -> new QueryCommand();
          case "reachability" -> new ReachabilityCommand();
          case "rtt" -> new RttCommand();
          case "tags" -> new TagsCommand();
          case "version" -> new VersionCommand();
          default -> null;
        });
  }

  /** What there is to complete. */
  static List<Completion.Entry> entries() {
    List<Completion.Entry> entries = new ArrayList<>();
    for (String name : NAMES) {
      command(name).ifPresent(command -> entries.add(Completion.Entry.of(name, command)));
    }
    Offer names = Offer.words(NAMES.toArray(String[]::new));
    entries.add(new Completion.Entry("help", "Shows the help of a command", List.of(), names));
    return entries;
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
    Optional<Command> found = command(words.get(index));
    if (found.isEmpty()) {
      usage();
      return NO_COMMAND;
    }
    Command command = found.get();
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
    Optional<Command> command = words.isEmpty() ? Optional.empty() : command(words.getFirst());
    if (command.isEmpty()) {
      usage();
      return words.isEmpty() ? SUCCESS : NO_COMMAND;
    }
    print(console.err(), command.get().help());
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
    for (String name : NAMES) {
      String synopsis = command(name).map(Command::synopsis).orElse("");
      err.println("    " + name + " ".repeat(SYNOPSIS_COLUMN - name.length()) + synopsis);
    }
    err.println();
  }

  private static void print(PrintStream to, String help) {
    to.println(help.strip());
  }
}
