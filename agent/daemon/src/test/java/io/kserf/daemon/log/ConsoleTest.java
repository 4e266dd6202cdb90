package io.kserf.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.Log.Level;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConsoleTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Console console = new Console(new PrintStream(out, false, StandardCharsets.UTF_8));

  private String written() {
    console.close();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void logLinesAreHeldBackUntilTheyAreReleased() {
    console.heading("Starting Serf agent...");
    console.logLine(new LogLine(Level.INFO, "early"));
    console.detail("Node name: 'a'");
    console.emptyLine();
    console.release();
    console.logLine(new LogLine(Level.INFO, "late"));
    assertThat(written())
        .isEqualTo("==> Starting Serf agent...\n    Node name: 'a'\n\n    early\n    late\n");
  }

  @Test
  void withoutReleaseLogLinesAreNotShown() {
    console.logLine(new LogLine(Level.INFO, "early"));
    console.heading("Unknown profile: mars");
    assertThat(written()).isEqualTo("==> Unknown profile: mars\n");
  }

  @Test
  @Timeout(20)
  void nobodyWaitsForAReaderThatDoesNotRead() {
    var blocked = new CountDownLatch(1);
    var stuck =
        new OutputStream() {
          @Override
          public void write(int b) {
            try {
              blocked.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    var unread = new Console(new PrintStream(stuck));
    long start = System.nanoTime();
    for (int i = 0; i < 2 * Console.BACKLOG; i++) {
      unread.heading("x");
    }
    unread.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    blocked.countDown();
  }
}
