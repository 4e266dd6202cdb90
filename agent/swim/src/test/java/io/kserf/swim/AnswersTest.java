package io.kserf.swim;

import static io.kserf.swim.Instance.ADDRESS;
import static io.kserf.swim.Instance.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final Address STRANGER = Address.ipv4(10, 9, 9, 9, 5555);

  private final Instance self = Instance.started(Settings::quiet);

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  @Test
  void aStrangersPingIsAnsweredWhereItCameFrom() {
    self.delegate.ackPayload = new byte[] {1, 2, 3};
    self.receive(STRANGER, new Message.Ping(7, "self", null, 0, ""));

    assertThat(self.sent).singleElement().returns(STRANGER, Instance.Sent::to);
    assertThat(onlyAck())
        .usingRecursiveComparison()
        .isEqualTo(new Message.Ack(7, new byte[] {1, 2, 3}));
  }

  @Test
  void anEmptyPayloadIsNone() {
    self.receive(STRANGER, new Message.Ping(7, "self", null, 0, ""));

    assertThat(onlyAck().payload()).isNull();
  }

  @Test
  void theSourceThatAPingStatesIsAnswered() {
    self.receive(STRANGER, new Message.Ping(7, "self", address(4).ip(), 7000, "m4"));

    assertThat(self.sent.getFirst().to()).isEqualTo(address(4).withPort(7000));
  }

  @Test
  void aSourceThatIsHalfStatedIsNone() {
    self.receive(STRANGER, new Message.Ping(7, "self", address(4).ip(), 0, "m4"));
    self.receive(STRANGER, new Message.Ping(7, "self", new byte[] {1, 2}, 7000, "m4"));
    self.receive(STRANGER, new Message.Ping(7, "self", null, 7000, "m4"));

    assertThat(self.sent).extracting(Instance.Sent::to).containsOnly(STRANGER).hasSize(3);
  }

  @Test
  void aPingWithoutANameIsForWhoeverGetsIt() {
    self.receive(STRANGER, new Message.Ping(7, "", null, 0, ""));

    assertThat(onlyAck().seqNo()).isEqualTo(7);
  }

  @Test
  void aPingForSomebodyElseIsNotAnswered() {
    self.receive(STRANGER, new Message.Ping(7, "somebody", null, 0, ""));

    assertThat(self.sent).isEmpty();
    assertThat(self.logged("Got ping for unexpected node 'somebody' from 10.9.9.9:5555"))
        .hasSize(1);
  }

  @Test
  void anIndirectPingPingsItsTargetInThisMembersName() {
    self.receive(address(3), indirect(50, true));

    assertThat(self.sent).singleElement().returns(address(2), Instance.Sent::to);
    assertThat(self.sent(Message.Ping.class))
        .singleElement()
        .usingRecursiveComparison()
        .ignoringFields("seqNo")
        .isEqualTo(new Message.Ping(0, "m2", ADDRESS.ip(), ADDRESS.port(), "self"));
  }

  @Test
  void theAckIsPassedOnWithTheAskersNumberAndWithoutPayload() {
    self.receive(address(3), indirect(50, true));
    long seqNo = self.sent(Message.Ping.class).getFirst().seqNo();
    self.time.advanceMillis(499);
    self.receive(address(2), new Message.Ack(seqNo, new byte[] {1}));
    self.time.advanceMillis(100);

    assertThat(self.sent.getLast().to()).isEqualTo(address(3));
    assertThat(onlyAck()).isEqualTo(new Message.Ack(50, null));
    assertThat(self.sent(Message.Nack.class)).isEmpty();
  }

  @Test
  void withoutAnAckANackFollowsAfterTheProbeTimeout() {
    self.receive(address(3), indirect(50, true));
    self.time.advanceMillis(499);
    assertThat(self.sent(Message.Nack.class)).isEmpty();

    self.time.advanceMillis(1);
    assertThat(self.sent.getLast().to()).isEqualTo(address(3));
    assertThat(self.sent(Message.Nack.class)).containsExactly(new Message.Nack(50));
  }

  @Test
  void noNackIsSentUnasked() {
    self.receive(address(3), indirect(50, false));
    self.time.advanceMillis(2000);

    assertThat(self.sent(Message.Nack.class)).isEmpty();
  }

  @Test
  void anAckAfterTheProbeTimeoutIsNotPassedOn() {
    self.receive(address(3), indirect(50, true));
    long seqNo = self.sent(Message.Ping.class).getFirst().seqNo();
    self.time.advanceMillis(501);
    self.receive(address(2), new Message.Ack(seqNo, null));

    assertThat(self.sent(Message.Ack.class)).isEmpty();
  }

  @Test
  void theAskerThatAnIndirectPingStatesIsAnswered() {
    self.receive(
        STRANGER,
        new Message.IndirectPing(
            50, address(2).ip(), 7946, "m2", true, address(4).ip(), 7000, "m4"));
    self.time.advanceMillis(500);

    assertThat(self.sent.getLast().to()).isEqualTo(address(4).withPort(7000));
  }

  @Test
  void aTargetWithoutAPortHasThePortThatEverybodyBinds() {
    self.receive(
        STRANGER, new Message.IndirectPing(50, address(2).ip(), 0, "m2", true, null, 0, ""));

    assertThat(self.sent.getFirst().to()).isEqualTo(address(2));
  }

  @Test
  void aTargetThatNobodyCanReachIsRefused() {
    self.receive(
        STRANGER, new Message.IndirectPing(50, new byte[3], 7946, "m2", true, null, 0, ""));

    assertThat(self.sent).isEmpty();
    assertThat(self.telemetry.count("memberlist.malformed")).isEqualTo(1);
  }

  @Test
  void aFloodOfIndirectPingsIsBounded() {
    self.meet(2);
    for (int i = 0; i < 5000; i++) {
      self.receive(STRANGER, indirect(i, false));
    }
    assertThat(self.sent(Message.Ping.class)).hasSize(4096);

    assertThat(self.logged("too many at once")).hasSize(1);

    self.receive(
        address(2), new Message.Ack(self.sent(Message.Ping.class).getLast().seqNo(), null));
    self.receive(STRANGER, indirect(1, false));
    self.receive(STRANGER, indirect(2, false));
    assertThat(self.sent(Message.Ping.class)).as("an answer makes room for one").hasSize(4097);

    self.time.advanceMillis(500);
    for (int i = 0; i < 5000; i++) {
      self.receive(STRANGER, indirect(i, false));
    }
    assertThat(self.sent(Message.Ping.class)).as("so does the time").hasSize(4097 + 4096);
  }

  private static Message.IndirectPing indirect(long seqNo, boolean nack) {
    return new Message.IndirectPing(seqNo, address(2).ip(), 7946, "m2", nack, null, 0, "");
  }

  private Message.Ack onlyAck() {
    assertThat(self.sent(Message.Ack.class)).hasSize(1);
    return self.sent(Message.Ack.class).getFirst();
  }
}
