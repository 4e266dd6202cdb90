package io.kserf.swim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.kserf.swim.Keyring;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other implementations of memberlist's wire have been brought down with. */
class KnownFlawsTest {
  private static final long SMALL = 1 << 20;
  private static final int SMALL_BOMB = 128 << 10;

  private final StreamCodec streams = new StreamCodec("", false, Keyring.disabled(), new Random(1));
  private final List<Message> messages = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1 << 20, (1 << 20) + 1, 1 << 30, Integer.MAX_VALUE, Long.MAX_VALUE, -1})
  void aClaimOfManyNodesAllocatesNothingForThem(long nodes) {
    assertCheapRefusal(pushPullHeader(nodes, 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {20 << 20, (20 << 20) + 1, Integer.MAX_VALUE, Long.MAX_VALUE, -1})
  void aClaimOfALongUserStateAllocatesNothingForIt(long length) {
    assertCheapRefusal(pushPullHeader(0, length));
  }

  @ParameterizedTest
  @ValueSource(longs = {20 << 20, (20 << 20) + 1, Integer.MAX_VALUE, Long.MAX_VALUE, -1})
  void aClaimOfALongUserMessageAllocatesNothingForIt(long length) {
    assertCheapRefusal(
        new MsgpackWriter()
            .rawByte(MessageType.USER)
            .mapHeader(1)
            .field("UserMsgLen")
            .signed(length)
            .toByteArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {20 << 20, (20 << 20) + 1, Integer.MAX_VALUE, -1})
  void aClaimOfALongEncryptedMessageAllocatesNothingForIt(int length) {
    byte[] claim = {
      MessageType.ENCRYPT,
      (byte) (length >>> 24),
      (byte) (length >>> 16),
      (byte) (length >>> 8),
      (byte) length
    };
    var encrypted = new StreamCodec("", false, new Keyring(List.of(new byte[16])), new Random(1));

    assertCheap(
        () -> {
          assertThat(isWhole(claim)).isFalse();
          assertThatThrownBy(() -> encrypted.open(claim, StreamSide.DIALLER))
              .isInstanceOf(MalformedMessage.class);
        });
  }

  @Test
  void aBombInADatagramInflatesToAQuarterMebibyteAtMost() {
    byte[] bomb = Compression.wrap(new byte[20 << 20]);
    byte[] bombInABomb = Compression.wrap(bomb);

    for (byte[] datagram : List.of(bomb, bombInABomb)) {
      assertCheap(() -> open(datagram));
      assertThat(messages).isEmpty();
      assertThat(refusals).singleElement().asString().contains("inflates to more than");
    }
  }

  @Test
  void manyBombsInOneDatagramShareOneBound() {
    byte[] bomb = Compression.wrap(new byte[200_000]);
    open(Compound.split(Collections.nCopies(50, bomb)).getFirst());

    assertThat(refusals.stream().filter(refusal -> refusal.contains("inflates to more than")))
        .hasSizeGreaterThanOrEqualTo(49);
  }

  @Test
  void aBombInAStreamInflatesToFortyMebibytesAtMost() {
    byte[] bomb = Compression.wrap(new byte[(40 << 20) + 1]);

    assertThat(bomb).hasSizeLessThan(SMALL_BOMB);
    assertThatThrownBy(() -> streams.open(bomb, StreamSide.DIALLER))
        .hasMessage("compressed data inflates to more than 41943040 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void emptyBuffersAreRefused(int kind) {
    byte[] datagram =
        switch (kind) {
          case 0 -> Compression.wrap(new byte[0]);
          case 1 -> Compound.split(List.of(new byte[0], new byte[0])).getFirst();
          default -> new byte[] {MessageType.COMPOUND, 1, 0, 0};
        };
    open(datagram);

    assertThat(messages).isEmpty();
    assertThat(refusals).isNotEmpty();
  }

  @Test
  void anEmptyDatagramIsRefused() {
    open(new byte[0]);

    assertThat(refusals).hasSize(1);
  }

  @Test
  void anEmptyStreamIsRefused() {
    assertThatThrownBy(() -> streams.open(new byte[0], StreamSide.DIALLER))
        .hasMessage("missing message type byte");
    assertThatThrownBy(() -> streams.open(Compression.wrap(new byte[0]), StreamSide.DIALLER))
        .hasMessage("decompressed message is empty");
  }

  @Test
  void aUserMessageMayBeEmpty() {
    open(new byte[] {MessageType.USER});

    assertThat(messages)
        .singleElement()
        .satisfies(message -> assertThat(((Message.User) message).payload()).isEmpty());
  }

  private static byte[] pushPullHeader(long nodes, long userStateLength) {
    var out = new MsgpackWriter().rawByte(MessageType.PUSH_PULL).mapHeader(3);
    out.field("Join").bool(true);
    out.field("Nodes").signed(nodes);
    return out.field("UserStateLen").signed(userStateLength).toByteArray();
  }

  /** Neither the frame nor the codec believes the claim, or pays for it. */
  private void assertCheapRefusal(byte[] claim) {
    assertCheap(
        () -> {
          assertThat(isWhole(claim)).isFalse();
          assertThatThrownBy(() -> streams.open(claim, StreamSide.DIALLER))
              .isInstanceOf(MalformedMessage.class);
        });
  }

  private static boolean isWhole(byte[] stream) {
    try {
      return new StreamFrame(StreamSide.DIALLER).offer(stream);
    } catch (MalformedMessage e) {
      return false;
    }
  }

  private static void assertCheap(Runnable work) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    work.run();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(SMALL);
  }

  private void open(byte[] datagram) {
    messages.clear();
    refusals.clear();
    new PacketCodec("", false, Keyring.disabled(), new Random(1))
        .open(
            datagram,
            new PacketCodec.Sink() {
              @Override
              public void onMessage(Message message) {
                messages.add(message);
              }

              @Override
              public void onMalformed(MalformedMessage cause) {
                refusals.add(cause.getMessage());
              }
            });
  }
}
