package io.kserf.serf.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.serf.snapshot.SnapshotRecord.Alive;
import io.kserf.serf.snapshot.SnapshotRecord.Clock;
import io.kserf.serf.snapshot.SnapshotRecord.EventClock;
import io.kserf.serf.snapshot.SnapshotRecord.Incarnation;
import io.kserf.serf.snapshot.SnapshotRecord.Leave;
import io.kserf.serf.snapshot.SnapshotRecord.NotAlive;
import io.kserf.serf.snapshot.SnapshotRecord.QueryClock;
import io.kserf.serf.snapshot.SnapshotRecord.Remark;
import io.kserf.swim.Address;
import io.kserf.swim.wire.GoString;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotRecordTest {
  private static final Address WEB1 = Address.ipv4(10, 0, 0, 1, 7946);

  @ParameterizedTest
  @ValueSource(strings = {"snapshot-before-leave", "snapshot-after-leave"})
  void whatSerfWroteIsReadAndWrittenToTheSameBytes(String name) {
    String content = RecordedFiles.read(name);

    List<SnapshotRecord> records = content.lines().map(SnapshotText::parse).toList();

    assertThat(new String(SnapshotRecord.encode(records), UTF_8)).isEqualTo(content);
    assertThat(records).noneMatch(Remark.class::isInstance);
  }

  @Test
  void eachRecordHasItsLine() {
    assertThat(new Alive("web1", WEB1)).hasToString("alive: web1 10.0.0.1:7946");
    assertThat(new NotAlive("web1")).hasToString("not-alive: web1");
    assertThat(new Clock(7)).hasToString("clock: 7");
    assertThat(new EventClock(8)).hasToString("event-clock: 8");
    assertThat(new QueryClock(9)).hasToString("query-clock: 9");
    assertThat(new Leave()).hasToString("leave");
    assertThat(new Incarnation(65)).hasToString("# kserf incarnation: 65");
  }

  @Test
  void theLastBlankSeparatesTheNameFromTheAddress() {
    assertThat(SnapshotText.parse("alive: my web server 10.0.0.1:7946"))
        .isEqualTo(new Alive("my web server", WEB1));
    assertThat(SnapshotText.parse("not-alive: my web server "))
        .isEqualTo(new NotAlive("my web server "));
  }

  @Test
  void ipv6AddressesStandInBrackets() {
    byte[] ip = new byte[16];
    ip[0] = (byte) 0xfd;
    ip[15] = 1;
    var alive = new Alive("six", Address.of(ip, 7946));

    assertThat(alive).hasToString("alive: six [fd00::1]:7946");
    assertThat(SnapshotText.parse(alive.toString())).isEqualTo(alive);
  }

  @ParameterizedTest
  @ValueSource(strings = {"# a comment", "#", "coordinate: {\"Vec\":[0,0]}"})
  void commentsAndTheCoordinatesOfOldVersionsSayNothing(String line) {
    assertThat(SnapshotText.parse(line)).isEqualTo(new Remark(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "alive: web1|Failed to parse address: alive: web1",
        "alive: web1 web1.example.com:7946|Failed to parse address: 'web1.example.com:7946' is not",
        "alive: web1 10.0.0.1|Failed to parse address: '10.0.0.1' is not an IP address with a port",
        "alive:web1 10.0.0.1:7946|Unrecognized snapshot line: alive:web1 10.0.0.1:7946",
        "clock: x|Failed to convert clock time: 'x' is not a number",
        "clock: |Failed to convert clock time: '' is not a number",
        "clock: -1|Failed to convert clock time: '-1' is not a number",
        "clock: +1|Failed to convert clock time: '+1' is not a number",
        "event-clock: 1 |Failed to convert clock time: '1 ' is not a number",
        "query-clock: 9223372036854775808|Failed to convert clock time: '9223372036854775808' is",
        "leave |Unrecognized snapshot line: leave ",
        "Leave|Unrecognized snapshot line: Leave",
      })
  void aLineThatIsNoRecordIsRefusedInSerfsWords(String line, String message) {
    assertThatThrownBy(() -> SnapshotText.parse(line))
        .isInstanceOf(MalformedRecord.class)
        .hasMessageStartingWith(message);
  }

  @Property
  void incarnationsComeOutAsTheyWentIn(@ForAll @LongRange(min = 0, max = 0xffff_ffffL) long n) {
    assertThat(SnapshotText.parse(new Incarnation(n).toString())).isEqualTo(new Incarnation(n));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "4294967296", "99999999999999999999", "1 "})
  void anIncarnationThatMakesNoSenseIsAComment(String number) {
    String line = "# kserf incarnation: " + number;
    assertThat(SnapshotText.parse(line)).isEqualTo(new Remark(line));
  }

  @Property
  void membersComeOutAsTheyWentIn(
      @ForAll String name, @ForAll @Size(4) byte[] ip, @ForAll @IntRange(max = 65535) int port) {
    var alive = new Alive(name, Address.of(ip, port));
    var gone = new NotAlive(name);

    assertThat(SnapshotText.parse(alive.toString())).isEqualTo(alive);
    assertThat(SnapshotText.parse(gone.toString())).isEqualTo(gone);
  }

  @Property
  void timesComeOutAsTheyWentIn(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long time) {
    assertThat(SnapshotText.parse(new Clock(time).toString())).isEqualTo(new Clock(time));
  }

  @Test
  void aNameThatIsNoTextKeepsItsBytes() {
    byte[] bytes = {'n', (byte) 0xff, (byte) 0xc3};
    String name = GoString.decode(bytes, 0, bytes.length);

    byte[] line = SnapshotRecord.encode(List.of(new NotAlive(name)));

    assertThat(line)
        .startsWith("not-alive: n".getBytes(UTF_8))
        .endsWith((byte) 0xff, (byte) 0xc3, (byte) '\n');
  }

  @Test
  void aNameWithALineBreakCannotBeRecorded() {
    assertThat(SnapshotRecord.isRecordable("web 1")).isTrue();
    assertThat(SnapshotRecord.isRecordable("web1 10.0.0.1:7946\nleave")).isFalse();
  }
}
