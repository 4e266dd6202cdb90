package io.kserf.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.Log.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogWriterTest {
  private final Clock clock =
      Clock.fixed(Instant.parse("2026-11-23T17:19:45.987Z"), ZoneOffset.UTC);
  private final LogWriter log = new LogWriter(clock);
  private final List<String> seen = new ArrayList<>();

  @Test
  void aLineHasSerfsForm() {
    log.follow(Level.DEBUG, line -> seen.add(line.text()));
    log.log(Level.INFO, () -> "agent: Serf agent starting");
    assertThat(seen).containsExactly("2026/11/23 17:19:45 [INFO] agent: Serf agent starting");
  }

  @Test
  void eachListenerHearsItsLevelAndAbove() {
    log.follow(Level.WARN, line -> seen.add("w " + line.level()));
    log.follow(Level.DEBUG, line -> seen.add("d " + line.level()));
    for (Level level : Level.values()) {
      log.log(level, () -> "x");
    }
    assertThat(seen).containsExactly("d DEBUG", "d INFO", "w WARN", "d WARN", "w ERR", "d ERR");
  }

  @Test
  void aLateListenerHearsTheLastLinesAndThenEachNewOne() {
    for (int i = 0; i < LogWriter.REMEMBERED + 10; i++) {
      String text = String.valueOf(i);
      log.log(Level.INFO, () -> text);
    }
    var registration = log.replayAndFollow(Level.INFO, line -> seen.add(line.text()));
    log.log(Level.INFO, () -> "new");
    registration.cancel();
    log.log(Level.INFO, () -> "unheard");
    assertThat(seen).hasSize(LogWriter.REMEMBERED + 1);
    assertThat(seen.getFirst()).endsWith("[INFO] 10");
    assertThat(seen.getLast()).endsWith("[INFO] new");
  }

  @Test
  void traceLinesAreOnlyMadeWhenSomebodyWantsThem() {
    log.log(
        Level.TRACE,
        () -> {
          throw new AssertionError("nobody asked");
        });
    log.follow(Level.TRACE, line -> seen.add(line.text()));
    log.log(Level.TRACE, () -> "asked");
    assertThat(seen).hasSize(1);
  }

  @Test
  void aTextFromTheNetworkCannotForgeALine() {
    assertThat(LogWriter.singleLine("name\n2026/11/23 17:19:45 [ERR] forged\u001b[31m"))
        .isEqualTo("name 2026/11/23 17:19:45 [ERR] forged?[31m");
    assertThat(LogWriter.singleLine("1 error occurred:\n\t* Failed to join a\n\n"))
        .isEqualTo("1 error occurred: * Failed to join a");
  }
}
