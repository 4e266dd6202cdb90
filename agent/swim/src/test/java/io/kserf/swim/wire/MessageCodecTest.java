package io.kserf.swim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.swim.wire.Message.Ack;
import io.kserf.swim.wire.Message.Alive;
import io.kserf.swim.wire.Message.Dead;
import io.kserf.swim.wire.Message.IndirectPing;
import io.kserf.swim.wire.Message.Nack;
import io.kserf.swim.wire.Message.Ping;
import io.kserf.swim.wire.Message.PushPull;
import io.kserf.swim.wire.Message.Suspect;
import io.kserf.swim.wire.Message.User;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {

  static Stream<Message> messages() {
    byte[] addr = {127, 0, 0, 1};
    byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffff7f000001");
    return Stream.of(
        new Ping(0xffff_ffffL, "n", addr, 65_535, "me"),
        new Ping(0, "", null, 0, ""),
        new IndirectPing(1, mapped, 7946, "target", true, addr, 7946, "me"),
        new IndirectPing(1, null, 0, "target", false, null, 0, ""),
        new Ack(1, new byte[130]),
        new Ack(1, null),
        new Ack(1, new byte[0]),
        new Nack(70_000),
        new Suspect(3, "x", "y"),
        new Dead(3, "x", "x"),
        new Alive(1, "é".repeat(200), mapped, 0, new byte[512], new byte[] {1, 5, 2, 2, 5, 5}),
        new Alive(1, "", null, 0, null, null),
        new User(new byte[] {1, 2, 3}),
        new User(new byte[0]),
        new Message.Error("no"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageComesBackAsItWas(Message message) {
    byte[] bytes = MessageCodec.encode(message);
    assertThat(MessageCodec.decode(bytes)).usingRecursiveComparison().isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageIsReadWhereItStands(Message message) {
    byte[] bytes = MessageCodec.encode(message);
    byte[] amidst = new byte[bytes.length + 7];
    java.util.Arrays.fill(amidst, (byte) 0xc1);
    System.arraycopy(bytes, 0, amidst, 3, bytes.length);
    assertThat(MessageCodec.decode(amidst, 3, bytes.length))
        .usingRecursiveComparison()
        .isEqualTo(message);
  }

  @Test
  void absentSourceFieldsAreNotWritten() {
    byte[] bytes = MessageCodec.encode(new Ping(1, "node", new byte[0], 0, ""));
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("0082a44e6f6465a46e6f6465a55365714e6f01");
  }

  @Test
  void aDeathThatAMemberTellsOfItselfIsALeave() {
    assertThat(new Dead(1, "x", "x").isLeave()).isTrue();
    assertThat(new Dead(1, "x", "y").isLeave()).isFalse();
  }

  @Test
  void bytesAfterTheMessageAreIgnoredExceptInAUserMessage() {
    byte[] nack = HexFormat.of().parseHex("0b81a55365714e6f12dead");
    assertThat(MessageCodec.decode(nack)).isEqualTo(new Nack(18));
    byte[] user = HexFormat.of().parseHex("08dead");
    assertThat(((User) MessageCodec.decode(user)).payload()).hasSize(2);
  }

  @Test
  void whatIsNoMessageIsRefused() {
    assertThatThrownBy(() -> MessageCodec.decode(new byte[0]))
        .hasMessage("missing message type byte");
    assertThatThrownBy(() -> MessageCodec.decode(new byte[] {0}))
        .isInstanceOf(MalformedMessage.class);
    for (int type : new int[] {6, 7, 9, 10, 12, 14, 99, 244, 255}) {
      assertThatThrownBy(() -> MessageCodec.decode(new byte[] {(byte) type, (byte) 0x80}))
          .hasMessage("message type " + type + " is not known here");
    }
  }

  @Test
  void aPushPullGoesByStreamOnly() {
    var pushPull = new PushPull(true, List.of(), new byte[0]);
    assertThatThrownBy(() -> MessageCodec.encode(pushPull))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
