package io.kserf.interop;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends the processes of the tests when the tests have ended, in whatever way: a shell that reads
 * their ids and kills those that are left when nobody writes any more.
 */
final class Watchdog {
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      left=' '
      while read -r change pid; do
        case $change in
          +) left="$left$pid " ;;
          -) left="${left%% $pid *} ${left#* $pid }" ;;
        esac
      done
      for pid in $left; do kill -KILL "$pid" 2>/dev/null; done
      """;

  private static final Lazy<PrintStream> DOG = new Lazy<>(Watchdog::start);

  private Watchdog() {}

  private static PrintStream start() {
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", SCRIPT)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new PrintStream(shell.getOutputStream(), true, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now until its end the process depends on this one. */
  static void watch(Process process) {
    tell("+ " + process.pid());
    process.onExit().thenRun(() -> tell("- " + process.pid()));
  }

  private static void tell(String line) {
    PrintStream dog = DOG.get();
    synchronized (dog) {
      dog.println(line);
    }
  }
}
