package io.kserf.serf.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.swim.wire.IntegerDialect;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.MsgpackWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Serf's decoders take besides what Serf's encoders write. */
class WireToleranceTest {
  static List<byte[]> messages() {
    return SerfMessages.ofEveryType();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageIsReadInEitherDialect(byte[] message) {
    SerfMessage decoded = SerfMessage.decode(message);

    byte[] signed = decoded.encode(IntegerDialect.SIGNED);

    assertThat(SerfMessage.decode(signed).encode()).isEqualTo(message);
  }

  @Test
  void nilAndEmptyAreToldApart() {
    assertSameAfterReading(new QueryMessage(1, 1, null, 0, "", null, 0, 0, 1, "load", null));
    assertSameAfterReading(
        new QueryMessage(1, 1, new byte[0], 0, "", List.of(), 0, 0, 1, "load", new byte[0]));
    assertSameAfterReading(new KeyResponse(true, "", null, ""));
    assertSameAfterReading(new KeyResponse(true, "", List.of(), ""));
    assertSameAfterReading(new UserEventMessage(1, "deploy", null, false));
    assertSameAfterReading(new UserEventMessage(1, "deploy", new byte[0], false));
  }

  private static void assertSameAfterReading(SerfMessage message) {
    assertThat(SerfMessage.decode(message.encode()).encode()).isEqualTo(message.encode());
  }

  @Test
  void aStructAsAnArrayInTheOrderOfItsDeclarationIsRead() {
    assertThat(SerfMessage.decode(array(0, 3).unsigned(5).string("web").bool(true).toByteArray()))
        .isEqualTo(new LeaveIntent(5, "web", true));
    assertThat(SerfMessage.decode(array(1, 2).unsigned(5).string("web").toByteArray()))
        .isEqualTo(new JoinIntent(5, "web"));
    assertThat(
            SerfMessage.decode(
                array(3, 4).unsigned(5).string("deploy").nil().bool(true).toByteArray()))
        .isEqualTo(new UserEventMessage(5, "deploy", null, true));
    assertThat(
            SerfMessage.decode(
                array(5, 5).unsigned(5).unsigned(7).string("web").unsigned(1).nil().toByteArray()))
        .isEqualTo(new QueryResponse(5, 7, "web", 1, null));
    assertThat(
            SerfMessage.decode(
                array(8, 4).bool(true).string("fine").nil().string("AAAA").toByteArray()))
        .isEqualTo(new KeyResponse(true, "fine", null, "AAAA"));
  }

  @Test
  void aQueryAsAnArrayInTheOrderOfItsDeclarationIsRead() {
    byte[] message =
        array(4, 11)
            .unsigned(5)
            .unsigned(7)
            .nil()
            .unsigned(7946)
            .string("asker")
            .nil()
            .unsigned(3)
            .unsigned(2)
            .signed(1_000)
            .string("load")
            .nil()
            .toByteArray();

    assertThat(SerfMessage.decode(message))
        .isEqualTo(new QueryMessage(5, 7, null, 7946, "asker", null, 3, 2, 1_000, "load", null));
  }

  @Test
  void aStateAsAnArrayInTheOrderOfItsDeclarationIsRead() {
    byte[] message =
        array(2, 6)
            .unsigned(5)
            .mapHeader(1)
            .string("web")
            .unsigned(3)
            .arrayHeader(1)
            .string("gone")
            .unsigned(6)
            .arrayHeader(2)
            .nil()
            .nil()
            .unsigned(7)
            .toByteArray();

    assertThat(SerfMessage.decode(message))
        .isEqualTo(new PushPullState(5, 6, 7, Map.of("web", 3L), List.of("gone"), 2, List.of()));
  }

  @Test
  void fieldsThatAreMissingAreZeroAndUnknownOnesAreSkipped() {
    byte[] message =
        new MsgpackWriter()
            .rawByte(0)
            .mapHeader(2)
            .field("Why")
            .arrayHeader(2)
            .nil()
            .string("x")
            .field("Node")
            .string("web")
            .toByteArray();

    assertThat(SerfMessage.decode(message)).isEqualTo(new LeaveIntent(0, "web", false));
  }

  @Test
  void aLeaveOfTheOldestFormPrunesNothing() {
    byte[] message =
        new MsgpackWriter()
            .rawByte(0)
            .mapHeader(2)
            .field("LTime")
            .unsigned(5)
            .field("Node")
            .string("web")
            .toByteArray();

    assertThat(SerfMessage.decode(message)).isEqualTo(new LeaveIntent(5, "web", false));
  }

  @Test
  void bytesAfterAMessageAreIgnored() {
    assertThat(SerfMessage.decode(array(1, 2).unsigned(5).string("web").nil().toByteArray()))
        .isEqualTo(new JoinIntent(5, "web"));
  }

  @Test
  void anUnknownNameIsNil() {
    assertThat(new ConflictResponse(null).encode()).containsExactly(6, 0xc0);
    assertThat(SerfMessage.decode(new byte[] {6, (byte) 0xc0}))
        .isEqualTo(new ConflictResponse(null));
  }

  @Test
  void versionsUpTo255AreWrittenAsTheyAre() {
    byte[] versions = {(byte) 255, (byte) 254, (byte) 253, (byte) 252, (byte) 251, (byte) 250};
    var known = new ConflictResponse.Known("web", null, 1, Map.of(), 1, versions);

    byte[] message = new ConflictResponse(known).encode();

    assertThat(((ConflictResponse) SerfMessage.decode(message)).known().versions())
        .isEqualTo(versions);
  }

  @Test
  void aLamportTimeThatNoClockReachesIsMalformed() {
    assertThatThrownBy(
            () -> SerfMessage.decode(array(1, 2).unsigned(-1).string("web").toByteArray()))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage("Lamport time 18446744073709551615 is beyond 2^63-1");
  }

  @Test
  void aFilterThatIsNilIsMalformed() {
    byte[] message =
        new MsgpackWriter()
            .rawByte(4)
            .mapHeader(1)
            .field("Filters")
            .arrayHeader(1)
            .nil()
            .toByteArray();

    assertThatThrownBy(() -> SerfMessage.decode(message))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage("filter 0 of a query is nil");
  }

  @Test
  void aRelayOfNothingIsMalformed() {
    byte[] message = new MsgpackWriter().rawByte(9).mapHeader(0).toByteArray();

    assertThatThrownBy(() -> SerfMessage.decode(message))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage("a relay carries no message");
  }

  @Test
  void aKeyIsNoPartOfAnyText() {
    assertThat(new KeyRequest(new byte[16]).toString()).isEqualTo("KeyRequest[key=16 bytes]");
    assertThat(new KeyRequest(null).toString()).isEqualTo("KeyRequest[key=0 bytes]");
    assertThat(new KeyResponse(true, "", List.of("AAAA"), "AAAA").toString())
        .isEqualTo("KeyResponse[result=true, message=, 1 keys]");
  }

  private static MsgpackWriter array(int type, int count) {
    return new MsgpackWriter().rawByte(type).arrayHeader(count);
  }
}
