package io.kserf.swim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.swim.Keyring;
import io.kserf.swim.wire.Message.NodeState;
import io.kserf.swim.wire.Message.PushPull;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StreamFrameTest {

  private static byte[] pushPull(int nodes, int userState) {
    var node = new NodeState("n", new byte[4], 7946, new byte[40], 1, 0, new byte[6]);
    var codec = new StreamCodec("blue", false, Keyring.disabled(), new Random(1));
    return codec.seal(
        new PushPull(true, Collections.nCopies(nodes, node), new byte[userState]),
        StreamSide.DIALLER);
  }

  @Property(tries = 100)
  void howTheBytesAreCutIntoPiecesDoesNotMatter(
      @ForAll long seed,
      @ForAll @IntRange(max = 50) int nodes,
      @ForAll @IntRange(max = 5_000) int userState,
      @ForAll @IntRange(min = 1, max = 2_000) int longest) {
    byte[] stream = pushPull(nodes, userState);
    var random = new Random(seed);
    var frame = new StreamFrame(StreamSide.DIALLER);
    int from = 0;
    while (from < stream.length) {
      assertThat(frame.isComplete()).isFalse();
      int to = Math.min(stream.length, from + 1 + random.nextInt(longest));
      assertThat(frame.offer(ByteBuffer.wrap(stream, from, to - from)))
          .isEqualTo(to == stream.length);
      from = to;
    }
    assertThat(frame.bytes()).isEqualTo(stream);
  }

  @Test
  void bytesAreNotGivenOutBeforeTheMessageIsWhole() {
    var frame = new StreamFrame(StreamSide.DIALLER);
    frame.offer(Arrays.copyOf(pushPull(1, 10), 20));
    assertThatThrownBy(frame::bytes)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("only 20 bytes of the message are here");
    assertThat(frame.size()).isEqualTo(20);
  }

  @Test
  void aLargeStateInSmallPiecesTakesTimeInProportionToItsSize() {
    byte[] stream = pushPull(60_000, 1 << 20);
    assertThat(stream).hasSizeGreaterThan(7 << 20);
    var frame = new StreamFrame(StreamSide.DIALLER);
    // Anything that is not linear takes minutes here.
    for (int from = 0; from < stream.length; from += 64) {
      frame.offer(ByteBuffer.wrap(stream, from, Math.min(64, stream.length - from)));
    }
    assertThat(frame.isComplete()).isTrue();
    assertThat(frame.bytes()).isEqualTo(stream);
  }

  @Test
  void oversizedClaimsAreRefusedAsSoonAsTheyAreSeen() {
    // An encrypted body, a byte array, an array, a map, nodes, user state: each of more than may
    // be.
    assertRefused("larger than limit", 10, 0xff, 0xff, 0xff, 0xff);
    assertRefused("larger than the limit", 2, 0xdb, 0x7f, 0xff, 0xff, 0xff);
    assertRefused("larger than the limit", 2, 0xdd, 0xff, 0xff, 0xff, 0xff);
    assertRefused("larger than the limit", 2, 0xdf, 0xff, 0xff, 0xff, 0xff);
    assertRefused("Nodes 4294967295", 6, 0x91, 0xce, 0xff, 0xff, 0xff, 0xff);
    assertRefused("UserStateLen -1", 6, 0x92, 0x00, 0xff);
    assertRefused("UserMsgLen 4294967295", 8, 0x91, 0xce, 0xff, 0xff, 0xff, 0xff);
  }

  @Test
  void whatBeginsNoMessageIsRefusedAtOnce() {
    assertRefused("message type 99", 99);
    assertRefused("message type 71", 'G', 'E', 'T', ' ');
    assertRefused("begins no value", 2, 0xc1);
  }

  @Test
  void aListenerSendsNoLabel() {
    var frame = new StreamFrame(StreamSide.LISTENER);
    assertThatThrownBy(() -> frame.offer(pushPull(1, 1)))
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining("message type 244");
  }

  @Test
  void deeplyNestedValuesCostNoStack() {
    byte[] nested = new byte[1_000_000];
    Arrays.fill(nested, (byte) 0x91);
    nested[0] = 2;
    nested[nested.length - 1] = (byte) 0xc0;
    var frame = new StreamFrame(StreamSide.DIALLER);
    assertThat(frame.offer(nested)).isTrue();
  }

  private static void assertRefused(String message, int... stream) {
    byte[] bytes = new byte[stream.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) stream[i];
    }
    var frame = new StreamFrame(StreamSide.DIALLER);
    assertThatThrownBy(() -> frame.offer(bytes))
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining(message);
  }
}
