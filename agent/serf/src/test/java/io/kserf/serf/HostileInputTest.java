package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.serf.TestPool.Node;
import io.kserf.serf.wire.SerfMessages;
import io.kserf.swim.Address;
import io.kserf.swim.Keyring;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.MessageCodec;
import io.kserf.swim.wire.PacketCodec;
import io.kserf.swim.wire.StreamCodec;
import io.kserf.swim.wire.StreamSide;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever bytes come from the network, the instance goes on. */
class HostileInputTest {
  private static final Address STRANGER = Address.ipv4(10, 0, 0, 99, 7946);
  private static final List<byte[]> GOOD = SerfMessages.ofEveryType();

  private final PacketCodec packets =
      new PacketCodec("", false, Keyring.disabled(), new SplittableRandom(1));
  private final StreamCodec streams =
      new StreamCodec("", false, Keyring.disabled(), new SplittableRandom(1));

  @Property
  void noUserMessageBringsAnInstanceDown(@ForAll byte[] bytes) {
    assertSurvives(bytes);
  }

  @Property
  void noDamagedMessageBringsAnInstanceDown(
      @ForAll @IntRange(min = 0, max = 9) int type,
      @ForAll @IntRange(min = 0, max = 4096) int at,
      @ForAll byte wrong) {
    byte[] damaged = GOOD.get(type).clone();
    damaged[at % damaged.length] = wrong;

    assertSurvives(damaged);
  }

  @Property
  void noMessageThatIsCutShortBringsAnInstanceDown(
      @ForAll @IntRange(min = 0, max = 9) int type,
      @ForAll @IntRange(min = 0, max = 4096) int length) {
    byte[] whole = GOOD.get(type);

    assertSurvives(Arrays.copyOf(whole, length % whole.length));
  }

  private void assertSurvives(byte[] message) {
    var pool = new TestPool();
    Node node = pool.start("node");

    node.serf.onDatagram(
        STRANGER, packets.seal(MessageCodec.encode(new Message.User(message)), false));
    node.serf.onStream(
        STRANGER, streams.seal(new Message.PushPull(true, List.of(), message), StreamSide.DIALLER));
    pool.advance(Duration.ofSeconds(1));

    assertThat(node.seen.log).noneMatch(line -> line.contains("internal error"));
    assertThat(node.view()).containsKey("node");
  }

  @Test
  void malformedMessagesAreCountedAndLoggedOnceASecond() {
    var pool = new TestPool();
    Node node = pool.start("node");

    for (int i = 0; i < 5; i++) {
      node.serf.onDatagram(
          STRANGER, packets.seal(MessageCodec.encode(new Message.User(new byte[] {77})), false));
    }
    pool.advance(Duration.ofSeconds(1));
    node.serf.onDatagram(
        STRANGER, packets.seal(MessageCodec.encode(new Message.User(new byte[] {78})), false));

    assertThat(node.seen.counters).containsEntry(Complaints.MALFORMED, 6L);
    assertThat(node.seen.log)
        .filteredOn(line -> line.contains("decoding"))
        .containsExactly(
            "[WARN] serf: Error decoding a message of type 77: unknown type 77 of a Serf message",
            "[WARN] serf: Error decoding a message of type 78: unknown type 78 of a Serf message"
                + " (4 similar suppressed)");
  }

  @Test
  void anEmptyMessageIsIgnored() {
    var pool = new TestPool();
    Node node = pool.start("node");

    node.serf.onDatagram(
        STRANGER, packets.seal(MessageCodec.encode(new Message.User(new byte[0])), false));

    assertThat(node.seen.counters).doesNotContainKey(Complaints.MALFORMED);
  }
}
