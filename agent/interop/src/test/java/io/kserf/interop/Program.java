package io.kserf.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs beside the test until it is ended. */
final class Program implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Path output;
  private final Process process;

  /**
   * @param output gets what it prints, to both standard streams, after what is there already
   */
  Program(List<String> command, Path output) {
    this.output = output;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Watchdog.watch(process);
  }

  long pid() {
    return process.pid();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** The lines of a file that a program writes; none if it does not exist yet. */
  static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> output() {
    return lines(output);
  }

  /** Sends a signal, such as {@code INT}. */
  void signal(String name) {
    Command.run(DEADLINE, List.of("kill", "-" + name, String.valueOf(process.pid())));
  }

  /** Waits until it has ended, and returns its exit code. */
  int awaitEnd() {
    try {
      assertThat(process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS))
          .as("has ended: %s", process.info().commandLine())
          .isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd();
  }
}
