package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.kserf.serf.TestPool.Node;
import io.kserf.serf.wire.SerfMessages;
import io.kserf.serf.wire.Traffic;
import io.kserf.swim.Address;
import io.kserf.swim.Keyring;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.MessageCodec;
import io.kserf.swim.wire.PacketCodec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A whole instance on a network where nobody answers: whatever comes in, in whatever order and with
 * whatever pauses, nothing goes wrong inside, and the member itself stays one that can be used.
 *
 * <p>The input is a script: a byte that says what to do, a length of two bytes, and that many
 * bytes.
 */
class SerfInstanceFuzzTest {
  private static final Address STRANGER = Address.ipv4(10, 0, 0, 99, 7946);
  private static final int MOST_STEPS = 64;

  private final PacketCodec packets =
      new PacketCodec("", false, Keyring.disabled(), new SplittableRandom(1));

  private enum Step {
    DATAGRAM,
    STREAM,
    USER_MESSAGE,
    WAIT
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            Traffic.datagrams()
                .limit(40)
                .map(bytes -> script(Step.DATAGRAM, bytes, Step.WAIT, new byte[900])),
            Traffic.dialled().map(bytes -> script(Step.STREAM, bytes, Step.WAIT, new byte[9000])),
            SerfMessages.ofEveryType().stream()
                .map(bytes -> script(Step.USER_MESSAGE, bytes, Step.WAIT, new byte[90])))
        .flatMap(scripts -> scripts);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void anInstance(byte[] bytes) {
    var pool = new TestPool();
    Node node = pool.start("node");
    var script = ByteBuffer.wrap(bytes);
    for (int step = 0; step < MOST_STEPS && script.remaining() >= 3; step++) {
      Step what = Step.values()[(script.get() & 0xff) % Step.values().length];
      byte[] input = new byte[Math.min(script.getShort() & 0xffff, script.remaining())];
      script.get(input);
      play(pool, node, what, input);
    }
    pool.advance(Duration.ofSeconds(2));

    // Not by the log: that may hold whatever the network calls its events.
    assertThat(node.seen.counters)
        .doesNotContainKeys(Complaints.INTERNAL_ERROR, "memberlist.internal_error");
    assertThat(node.view()).containsEntry("node", "alive");
    assertThat(node.view()).hasSizeLessThanOrEqualTo(1 + bytes.length / 2);
  }

  private void play(TestPool pool, Node node, Step step, byte[] input) {
    switch (step) {
      case DATAGRAM -> node.serf.onDatagram(STRANGER, input);
      case STREAM -> node.serf.onStream(STRANGER, input);
      case USER_MESSAGE ->
          node.serf.onDatagram(
              STRANGER, packets.seal(MessageCodec.encode(new Message.User(input)), false));
      case WAIT -> pool.advance(Duration.ofMillis(input.length));
    }
  }

  private static byte[] script(Step first, byte[] input, Step second, byte[] more) {
    var out = new ByteArrayOutputStream();
    append(out, first, input);
    append(out, second, more);
    return out.toByteArray();
  }

  private static void append(ByteArrayOutputStream out, Step step, byte[] input) {
    out.write(step.ordinal());
    out.write(input.length >> 8);
    out.write(input.length);
    out.writeBytes(input);
  }
}
