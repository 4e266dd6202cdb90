package io.kserf.serf.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kserf.swim.Address;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private final List<String> log = new ArrayList<>();

  private Recovered replay(String content, boolean rejoinAfterLeave) {
    return replay(content.getBytes(UTF_8), rejoinAfterLeave);
  }

  private Recovered replay(byte[] content, boolean rejoinAfterLeave) {
    var replay =
        new Replay(rejoinAfterLeave, (level, message) -> log.add(level + " " + message.get()));
    replay.read(content, content.length);
    return replay.end();
  }

  @Test
  void whatSerfWroteIsRecovered() {
    String content = RecordedFiles.read("snapshot-before-leave");

    Recovered recovered = replay(content, false);

    assertThat(recovered.alive())
        .containsExactly(entry("rpc-a", Address.ipv4(127, 0, 11, 1, 7946)));
    assertThat(recovered.clock()).isEqualTo(5);
    assertThat(recovered.eventClock()).isEqualTo(5);
    assertThat(recovered.queryClock()).isEqualTo(15);
    assertThat(recovered.size()).isEqualTo(content.length());
    assertThat(log).isEmpty();
  }

  @Test
  void aLeaveMakesAllBeforeItForgotten() {
    Recovered recovered = replay(RecordedFiles.read("snapshot-after-leave"), false);

    assertThat(recovered.alive()).isEmpty();
    assertThat(recovered.clock()).as("recorded after the leave").isEqualTo(8);
    assertThat(recovered.eventClock()).isZero();
    assertThat(recovered.queryClock()).isZero();
    assertThat(log).isEmpty();
  }

  @Test
  void theLastIncarnationCountsAndALeaveDoesNotEndIt() {
    String content = "# kserf incarnation: 65\n# kserf incarnation: 97\nleave\n";

    assertThat(replay(content, false).incarnation()).isEqualTo(97);
    assertThat(replay(content, true).incarnation()).isEqualTo(97);
  }

  @Test
  void whoWantsToRejoinAfterALeaveIgnoresIt() {
    Recovered recovered = replay(RecordedFiles.read("snapshot-after-leave"), true);

    assertThat(recovered.alive()).containsOnlyKeys("rpc-a");
    assertThat(recovered.clock()).isEqualTo(8);
    assertThat(recovered.eventClock()).isEqualTo(5);
    assertThat(recovered.queryClock()).isEqualTo(15);
    assertThat(log).containsExactly("INFO serf: Ignoring previous leave in snapshot");
  }

  @Test
  void whatWasRecordedAfterALeaveCounts() {
    Recovered recovered =
        replay("alive: old 10.0.0.1:1\nclock: 9\nleave\nalive: new 10.0.0.2:2\nclock: 3\n", false);

    assertThat(recovered.alive()).containsOnlyKeys("new");
    assertThat(recovered.clock()).isEqualTo(3);
  }

  @Test
  void anEmptySnapshotTellsNothing() {
    assertThat(replay("", false)).isEqualTo(Recovered.nothing());
  }

  @Test
  void theLastAddressOfAMemberCounts() {
    assertThat(replay("alive: a 10.0.0.1:1\nalive: a 10.0.0.2:2\n", false).alive())
        .containsExactly(entry("a", Address.ipv4(10, 0, 0, 2, 2)));
  }

  @Test
  void aLastLineWithoutAnEndIsIgnoredAndNotCounted() {
    Recovered recovered = replay("alive: a 10.0.0.1:1\nalive: tail 10.0.0.2:79", false);

    assertThat(recovered.alive()).containsOnlyKeys("a");
    assertThat(recovered.size()).isEqualTo("alive: a 10.0.0.1:1\n".length());
    assertThat(log).isEmpty();
  }

  @Test
  void aLineThatMakesNoSenseCostsOnlyItself() {
    Recovered recovered =
        replay("clock: x\nalive: a 10.0.0.1:1\nbogus line\n\nalive: noaddr\nclock: 4\n", false);

    assertThat(recovered.alive()).containsOnlyKeys("a");
    assertThat(recovered.clock()).isEqualTo(4);
    assertThat(log)
        .containsExactly(
            "WARN serf: Failed to convert clock time: 'x' is not a number below 2^63",
            "WARN serf: Unrecognized snapshot line: bogus line",
            "WARN serf: Unrecognized snapshot line: ",
            "WARN serf: Failed to parse address: alive: noaddr");
  }

  @Test
  void aFileThatIsNoSnapshotDoesNotFillTheLog() {
    replay("#!/bin/sh\n" + "echo hello\n".repeat(1_000), false);

    assertThat(log)
        .hasSize(Replay.MAX_WARNINGS + 1)
        .endsWith("WARN serf: 990 more lines of the snapshot make no sense");
  }

  @Test
  void aLineWithoutBoundsIsSkippedAndNotKept() {
    String endless = "alive: " + "x".repeat(Replay.MAX_LINE_BYTES) + " 10.0.0.1:1\n";

    Recovered recovered = replay(endless + "clock: 2\n", false);

    assertThat(recovered.alive()).isEmpty();
    assertThat(recovered.clock()).isEqualTo(2);
    assertThat(recovered.size()).isEqualTo(endless.length() + "clock: 2\n".length());
    assertThat(log)
        .containsExactly("WARN serf: Unrecognized snapshot line: it is longer than 65536 bytes");
  }

  @Property
  void itDoesNotMatterHowTheBytesArrive(@ForAll @IntRange(min = 1, max = 700) int chunk) {
    byte[] content = RecordedFiles.read("snapshot-before-leave").getBytes(UTF_8);
    var replay = new Replay(false, (level, message) -> {});

    for (int from = 0; from < content.length; from += chunk) {
      byte[] part = java.util.Arrays.copyOfRange(content, from, from + chunk);
      replay.read(part, Math.min(chunk, content.length - from));
    }

    assertThat(replay.end()).isEqualTo(replay(content, false));
  }

  @Property
  void noBytesMakeItFail(@ForAll byte[] content) {
    assertThat(replay(content, false).size()).isLessThanOrEqualTo(content.length);
  }
}
