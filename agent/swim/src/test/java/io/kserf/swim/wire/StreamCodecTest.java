package io.kserf.swim.wire;

import static io.kserf.swim.wire.StreamSide.DIALLER;
import static io.kserf.swim.wire.StreamSide.LISTENER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.swim.Keyring;
import io.kserf.swim.wire.Message.Ack;
import io.kserf.swim.wire.Message.Nack;
import io.kserf.swim.wire.Message.NodeState;
import io.kserf.swim.wire.Message.PushPull;
import io.kserf.swim.wire.Message.User;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamCodecTest {
  private static final Ack ACK = new Ack(7, null);

  private static StreamCodec codec(String label, boolean compression, Keyring keyring) {
    return new StreamCodec(label, compression, keyring, new Random(1));
  }

  private static Keyring ring(int fill) {
    byte[] key = new byte[16];
    java.util.Arrays.fill(key, (byte) fill);
    return new Keyring(List.of(key));
  }

  private static void assertRefused(
      StreamCodec codec, byte[] stream, StreamSide writer, boolean answered, String message) {
    assertThatThrownBy(() -> codec.open(stream, writer))
        .isInstanceOfSatisfying(
            MalformedMessage.class, e -> assertThat(e.isAnswered()).isEqualTo(answered))
        .hasMessage(message);
  }

  @Test
  void aStreamIsCompressedEvenIfItGrows() {
    var compressing = codec("", true, Keyring.disabled());
    byte[] stream = compressing.seal(ACK, DIALLER);
    assertThat(stream).startsWith(9).hasSizeGreaterThan(MessageCodec.encode(ACK).length);
    assertThat(codec("", false, Keyring.disabled()).open(stream, DIALLER)).isEqualTo(ACK);
  }

  @Test
  void onlyTheDiallerSendsTheLabelButBothAuthenticateIt() {
    var blue = codec("blue", false, ring(1));
    byte[] dialled = blue.seal(ACK, DIALLER);
    byte[] answered = blue.seal(ACK, LISTENER);

    assertThat(dialled).startsWith(244, 4, 'b', 'l', 'u', 'e', 10);
    assertThat(answered).startsWith(10).hasSize(dialled.length - 6);
    assertThat(blue.open(dialled, DIALLER)).isEqualTo(ACK);
    assertThat(blue.open(answered, LISTENER)).isEqualTo(ACK);
    assertRefused(
        codec("", false, ring(1)),
        answered,
        LISTENER,
        true,
        "No installed keys could decrypt the message");
  }

  @Test
  void anotherLabelEndsTheStreamWithoutAWord() {
    byte[] blue = codec("blue", false, Keyring.disabled()).seal(ACK, DIALLER);
    assertRefused(
        codec("red", false, Keyring.disabled()),
        blue,
        DIALLER,
        false,
        "the label \"blue\" is not this pool's \"red\"");
  }

  @Test
  void encryptionOnOneSideOnlyIsToldToThePeer() {
    var plain = codec("", false, Keyring.disabled());
    var encrypted = codec("", false, ring(1));
    assertRefused(
        plain,
        encrypted.seal(ACK, DIALLER),
        DIALLER,
        true,
        "Remote state is encrypted and encryption is not configured");
    assertRefused(
        encrypted,
        plain.seal(ACK, DIALLER),
        DIALLER,
        true,
        "Encryption is configured but remote state is not encrypted");
    assertRefused(
        codec("", false, ring(2)),
        encrypted.seal(ACK, DIALLER),
        DIALLER,
        true,
        "No installed keys could decrypt the message");
  }

  @Test
  void anEncryptedLengthBeyondTheLimitIsRefused() {
    byte[] stream = {10, 1, 64, 0, 1, 1};
    assertRefused(
        codec("", false, ring(1)),
        stream,
        DIALLER,
        true,
        "remote node state is larger than limit (20971521)");
  }

  @Test
  void compressionMayHoldAMessageAndNothingElse() {
    var codec = codec("", false, Keyring.disabled());
    byte[] ack = MessageCodec.encode(ACK);
    assertThat(codec.open(Compression.wrap(ack), DIALLER)).isEqualTo(ACK);
    assertRefused(
        codec,
        Compression.wrap(Compression.wrap(ack)),
        DIALLER,
        false,
        "message type 9 does not belong on a stream");
    assertRefused(
        codec, Compression.wrap(new byte[0]), DIALLER, true, "decompressed message is empty");
  }

  @Test
  void typesOfDatagramsDoNotBelongOnAStream() {
    var codec = codec("", false, Keyring.disabled());
    assertRefused(
        codec,
        MessageCodec.encode(new Nack(1)),
        DIALLER,
        false,
        "message type 11 does not belong on a stream");
    assertRefused(codec, new byte[0], DIALLER, false, "missing message type byte");
  }

  @Test
  void aPushPullClaimsNoMoreThanItBrings() {
    var codec = codec("", false, Keyring.disabled());
    assertRefused(
        codec, header(1_048_577, 0), DIALLER, false, "Nodes 1048577 is not in 0..1048576");
    assertRefused(codec, header(-1, 0), DIALLER, false, "Nodes -1 is not in 0..1048576");
    assertRefused(
        codec,
        header(0, 20_971_521),
        DIALLER,
        false,
        "UserStateLen 20971521 is not in 0..20971520");
    assertRefused(
        codec,
        header(1_048_576, 0),
        DIALLER,
        false,
        "push/pull claims 1048576 nodes, but only 0 bytes follow");
    assertThatThrownBy(() -> codec.open(header(0, 20_971_520), DIALLER))
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining("20971520 bytes expected");
  }

  private static byte[] header(int nodes, int userStateLength) {
    var out = new MsgpackWriter().rawByte(MessageType.PUSH_PULL).mapHeader(2);
    out.field("Nodes").signed(nodes).field("UserStateLen").signed(userStateLength);
    return out.toByteArray();
  }

  @Test
  void aPushPullComesBackWithNilAndEmptyToldApart() {
    var node = new NodeState("n", new byte[4], 7946, null, 0xffff_ffffL, 3, new byte[0]);
    var message = new PushPull(true, List.of(node, node), new byte[] {2, 1});
    for (boolean compression : new boolean[] {false, true}) {
      var codec = codec("", compression, ring(1));
      assertThat(codec.open(codec.seal(message, LISTENER), LISTENER))
          .usingRecursiveComparison()
          .isEqualTo(message);
    }
  }

  @Test
  void aNodeMayComeAsAnArrayInTheOrderOfItsDeclaration() {
    var out = new MsgpackWriter().rawByte(MessageType.PUSH_PULL).arrayHeader(3);
    out.signed(1).signed(0).bool(true);
    out.arrayHeader(8).string("n").bytes(new byte[] {127, 0, 0, 1}).unsigned(7946).nil();
    out.unsigned(3).signed(1).bytes(new byte[] {1, 5, 2, 2, 5, 5}).string("a field of later times");

    assertThat(codec("", false, Keyring.disabled()).open(out.toByteArray(), DIALLER))
        .usingRecursiveComparison()
        .isEqualTo(
            new PushPull(
                true,
                List.of(
                    new NodeState(
                        "n",
                        new byte[] {127, 0, 0, 1},
                        7946,
                        null,
                        3,
                        1,
                        new byte[] {1, 5, 2, 2, 5, 5})),
                new byte[0]));
  }

  @Test
  void aUserMessageSaysItsLengthOnAStream() {
    var codec = codec("", false, Keyring.disabled());
    byte[] stream = codec.seal(new User(new byte[300]), DIALLER);
    assertThat(stream).hasSize(1 + 1 + 11 + 3 + 300);
    assertThat(codec.open(stream, DIALLER))
        .usingRecursiveComparison()
        .isEqualTo(new User(new byte[300]));
  }
}
