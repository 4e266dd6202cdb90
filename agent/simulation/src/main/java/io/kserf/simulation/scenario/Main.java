package io.kserf.simulation.scenario;

import java.io.PrintStream;
import java.util.List;

/** {@code kserf-sim SCENARIO [FLAGS]}: runs a scenario and prints its figures. */
public final class Main {
  private static final List<Scenario> SCENARIOS =
      List.of(new Crash(), new FalseFailures(), new Burst());

  private Main() {}

  public static void main(String[] args) {
    // Where a person watches, the last line says how far it is.
    boolean watched = System.console() != null && System.console().isTerminal();
    System.exit(run(List.of(args), System.out, System.err, watched));
  }

  /** Returns the exit code: 0, or 1 with a line on {@code err} that says why. */
  static int run(List<String> args, PrintStream out, PrintStream err, boolean watched) {
    if (args.isEmpty() || List.of("list", "-h", "-help", "--help").contains(args.getFirst())) {
      out.print(usage());
      return 0;
    }
    try {
      Scenario scenario = find(args.getFirst());
      List<String> flags = args.subList(1, args.size());
      Options options = CommandLine.parse(flags, scenario.defaults());
      Progress progress = watched ? what -> err.print("\r\u001b[K" + what) : what -> {};
      Report report = scenario.run(options, progress);
      progress.at("");
      out.println(report);
      return 0;
    } catch (IllegalArgumentException | IllegalStateException e) {
      err.println("kserf-sim: " + e.getMessage());
      return 1;
    }
  }

  private static Scenario find(String name) {
    return SCENARIOS.stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no scenario '%s' (there are %s)"
                        .formatted(name, SCENARIOS.stream().map(Scenario::name).toList())));
  }

  private static String usage() {
    var text = new StringBuilder();
    text.append(
        """
        Usage: kserf-sim SCENARIO [flags]

        Runs a pool in virtual time and prints what was measured of it.

        Scenarios:
        """);
    for (Scenario scenario : SCENARIOS) {
      text.append("  %-16s %s%n".formatted(scenario.name(), scenario.summary()));
    }
    text.append(
        """

        Flags:
          --nodes N          members of the pool
          --seed S           of everything that is random: the same seed prints the same figures
          --runs R           how often, each time with the next seed
          --duration D       of each run in virtual time, such as 90s, 10m or 2h
          --profile P        lan, wan, local or fast
          --serf-pacing      gossip at Serf's pace instead of ahead of it
        """);
    return text.toString();
  }
}
