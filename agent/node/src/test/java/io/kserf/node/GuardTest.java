package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GuardTest {
  private final RecordedLog log = new RecordedLog();
  private final Guard guard = new Guard(log);

  @Test
  void aFailureIsOneLineThatSaysWhatAndWhere() {
    guard.run(
        "a packet from 10.0.0.1:7946",
        () -> {
          throw new IllegalStateException("broken");
        });

    assertThat(log.lines())
        .singleElement()
        .asString()
        .matches(
            "ERR kserf: internal error, a packet from 10\\.0\\.0\\.1:7946 was dropped:"
                + " java\\.lang\\.IllegalStateException: broken at io\\.kserf\\.node\\.GuardTest\\..*"
                + " \\(please report it\\)");
  }

  @Test
  void whatGoesWellNeedsNoWords() {
    var done = new AtomicBoolean();

    guard.run(
        () -> {
          throw new AssertionError("nobody wants to know");
        },
        () -> done.set(true));

    assertThat(done).isTrue();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aFloodOfFailuresIsNotAFloodOfLines() {
    for (int i = 0; i < 10_000; i++) {
      guard.run(
          "a packet",
          () -> {
            throw new AssertionError("broken");
          });
    }

    assertThat(log.lines()).hasSizeLessThan(10);
  }
}
