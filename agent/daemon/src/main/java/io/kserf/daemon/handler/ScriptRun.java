package io.kserf.daemon.handler;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One run of a script: {@code /bin/sh -c SCRIPT}, its input fed from a thread of its own, the last
 * {@value #KEPT_OUTPUT} bytes of what it writes kept.
 */
final class ScriptRun {
  static final int KEPT_OUTPUT = 8192;

  /** How long to wait for output of processes that the script left behind. */
  private static final Duration STRAGGLERS = Duration.ofSeconds(1);

  private final Process process;
  private final Tail output = new Tail(KEPT_OUTPUT);
  private final Thread reader;

  private ScriptRun(Process process) {
    this.process = process;
    reader = Thread.ofVirtual().name("kserf-script-output").start(this::read);
  }

  /**
   * @throws IOException if the shell cannot be started
   */
  static ScriptRun start(String script, Briefing briefing) throws IOException {
    var builder = new ProcessBuilder("/bin/sh", "-c", script).redirectErrorStream(true);
    builder.environment().putAll(briefing.environment());
    var run = new ScriptRun(builder.start());
    Thread.ofVirtual().name("kserf-script-input").start(() -> run.write(briefing.input()));
    return run;
  }

  private void read() {
    try (var in = process.getInputStream()) {
      in.transferTo(output);
    } catch (IOException e) {
      // The script is gone; what came until then is what it said.
    }
  }

  private void write(byte[] input) {
    try (OutputStream out = process.getOutputStream()) {
      out.write(input);
    } catch (IOException e) {
      // A script that does not read its input is fine.
    }
  }

  /** Waits; false if it still runs after {@code limit}. */
  boolean endsWithin(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits however long it takes, and returns the exit code. */
  int await() throws InterruptedException {
    int exit = process.waitFor();
    reader.join(STRAGGLERS);
    return exit;
  }

  Tail output() {
    return output;
  }
}
