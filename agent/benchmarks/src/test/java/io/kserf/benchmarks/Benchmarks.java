package io.kserf.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** What agent/bin/kserf-bench runs: prints a line for each benchmark and packet. */
public final class Benchmarks {
  private static final String SUSTAINED = "sustained";
  private static final String MEMORY = "memory";
  private static final int AGENTS = 10;
  private static final int MEMBERS = 10_000;
  private static final Duration SUSTAINED_FOR = Duration.ofSeconds(10);

  private Benchmarks() {}

  /**
   * @param args {@code sustained}, {@code memory} with a number of agents or without, or a name and
   *     options of JMH; nothing for all but the memory
   */
  public static void main(String[] args) throws CommandLineOptionException, RunnerException {
    System.out.println(machine());
    switch (args.length == 0 ? "" : args[0]) {
      case MEMORY -> remember(args);
      case SUSTAINED -> sustain(SUSTAINED_FOR, System.out::println);
      case "" -> {
        measure(new CommandLineOptions(), System.out::println);
        sustain(SUSTAINED_FOR, System.out::println);
      }
      default -> measure(new CommandLineOptions(args), System.out::println);
    }
  }

  private static String machine() {
    return "%s %s, %s, %d processors, %s"
        .formatted(
            System.getProperty("java.vm.name"),
            System.getProperty("java.vm.version"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
  }

  /** Runs the benchmarks for one packet after the other, and prints what each has shown. */
  static void measure(Options options, Consumer<String> out) throws RunnerException {
    out.accept(
        "%-36s %-26s %9s %9s %9s".formatted("a packet", "layers", "p50 us", "p99 us", "bytes"));
    for (Layers layers : Layers.values()) {
      var chosen =
          new OptionsBuilder()
              .parent(options)
              .param("layers", layers.name())
              .addProfiler(GCProfiler.class)
              .verbosity(VerboseMode.SILENT)
              .build();
      for (RunResult result : new Runner(chosen).run()) {
        out.accept(line(result));
      }
    }
  }

  private static String line(RunResult result) {
    Statistics times = result.getPrimaryResult().getStatistics();
    Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
    String name = result.getParams().getBenchmark();
    return String.format(
        Locale.ROOT,
        "%-36s %-26s %9.2f %9.2f %,9.0f",
        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
        result.getParams().getParam("layers"),
        times.getPercentile(50),
        times.getPercentile(99),
        allocated == null ? Double.NaN : allocated.getScore());
  }

  private static void remember(String... args) {
    if (args.length > 1) {
      new Footprint(Integer.parseInt(args[1]), MEMBERS).fill(System.out::println);
    } else {
      new Footprint(AGENTS, MEMBERS).print(System.out::println);
    }
  }

  static void sustain(Duration duration, Consumer<String> out) {
    out.accept(SustainedLoad.HEADER);
    for (Layers layers : Layers.values()) {
      out.accept(new SustainedLoad(layers, duration).run());
    }
  }
}
