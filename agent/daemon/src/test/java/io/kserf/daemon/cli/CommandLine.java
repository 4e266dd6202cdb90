package io.kserf.daemon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Runs {@code kserf} within the test and keeps what it printed. */
final class CommandLine {
  private static final Terminal NO_TERMINAL = new FixedTerminal(Optional.empty());

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment;
  private final Terminal terminal;
  private final CompletableFuture<Runnable> interrupt = new CompletableFuture<>();

  CommandLine(Map<String, String> environment) {
    this(environment, NO_TERMINAL);
  }

  CommandLine(Map<String, String> environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
  }

  /** Returns the exit code. */
  int run(List<String> words) {
    return run(words, "");
  }

  /** Likewise, with a text on standard input. */
  int run(List<String> words, String in) {
    return new Cli(
            new Console(
                new ByteArrayInputStream(in.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                environment,
                interrupt::complete,
                terminal))
        .run(words);
  }

  /** Whether the command has asked to be told. */
  boolean isInterruptible() {
    return interrupt.isDone();
  }

  void interrupt() {
    interrupt.join().run();
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }
}
