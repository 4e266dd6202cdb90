package io.kserf.swim;

import static io.kserf.swim.Instance.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pool is no means to flood whoever somebody names in a forged packet. */
class StrangersTest {
  private static final Address VICTIM = Address.ipv4(203, 0, 113, 7, 53);
  private static final Address FORGER = Address.ipv4(198, 51, 100, 1, 4444);
  private static final int FLOOD = 20_000;

  private final Instance self = Instance.started(Settings::quiet);

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  @Test
  void pingsInAVictimsNameBringItNoMoreThanASmallBoundASecond() {
    floodFor10Seconds(VICTIM, i -> new Message.Ping(i, "self", null, 0, ""));

    assertBounded(VICTIM);
  }

  @Test
  void neitherDoPingsThatStateTheVictimAsTheirSource() {
    floodFor10Seconds(
        FORGER, i -> new Message.Ping(i, "self", VICTIM.ip(), 1 + i % 60_000, "victim"));

    assertBounded(VICTIM);
  }

  @Test
  void norDoIndirectPingsOfTheVictim() {
    floodFor10Seconds(
        FORGER,
        i ->
            new Message.IndirectPing(
                i, VICTIM.ip(), VICTIM.port(), "victim", false, null, 0, "forger"));

    assertBounded(VICTIM);
  }

  @Test
  void norDoIndirectPingsWhoseAnswersTheVictimWouldGet() {
    self.meet(2);
    floodFor10Seconds(
        FORGER,
        i ->
            new Message.IndirectPing(
                i, address(2).ip(), 7946, "m2", true, VICTIM.ip(), VICTIM.port(), "victim"));

    assertBounded(VICTIM);
  }

  @Test
  void aMembersNameOpensNoOtherAddress() {
    self.meet(2);
    floodFor10Seconds(FORGER, i -> new Message.Ping(i, "self", VICTIM.ip(), VICTIM.port(), "m2"));

    assertBounded(VICTIM);
  }

  @Test
  void bothFormsOfAnIpv4AddressAreOneVictim() {
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    System.arraycopy(VICTIM.ip(), 0, mapped, 12, 4);
    floodFor10Seconds(
        FORGER, i -> new Message.Ping(i, "self", i % 2 == 0 ? VICTIM.ip() : mapped, 53, "victim"));

    assertBounded(VICTIM);
  }

  @Test
  void theAnswerToAStrangerIsHardlyLongerThanItsPing() {
    self.meet(2, 3, 4, 5, 6, 7, 8, 9);
    self.delegate.ackPayload = new byte[80];
    self.receive(VICTIM, new Message.Ping(1, "self", VICTIM.ip(), VICTIM.port(), "victim"));

    assertThat(self.sent)
        .singleElement()
        .satisfies(packet -> assertThat(packet.datagram()).hasSizeLessThan(130));
  }

  @Test
  void newsIsNotUsedUpByStrangers() {
    self.meet(2, 3);
    int queued = self.gossiped().size();
    floodFor10Seconds(VICTIM, i -> new Message.Ping(i, "self", null, 0, ""));

    assertThat(self.gossiped()).hasSize(queued);
  }

  @Test
  void whatIsLeftUnansweredIsCountedAndTold() {
    for (int i = 0; i < 1000; i++) {
      self.receive(VICTIM, new Message.Ping(i, "self", null, 0, ""));
    }

    assertThat(self.telemetry.count("memberlist.unanswered")).isEqualTo(1000 - self.sent.size());
    assertThat(self.logged("Too many pings in the name of 203.0.113.7:53, which is no member"))
        .hasSize(1);
  }

  @Test
  void aJoinerThatNobodyHasHeardOfYetIsAnsweredWhileOthersAreFlooded() {
    for (int second = 0; second < 10; second++) {
      for (int i = 0; i < 1000; i++) {
        self.receive(VICTIM, new Message.Ping(i, "self", null, 0, ""));
      }
      self.sent.clear();
      self.receive(address(4), new Message.Ping(7, "self", address(4).ip(), 7946, "m4"));
      assertThat(self.sent).singleElement().returns(address(4), Instance.Sent::to);
      self.time.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void aJoinIsAnsweredWhateverIsForgedInTheJoinersName() {
    for (int i = 0; i < 1000; i++) {
      self.receive(address(99), new Message.Ping(i, "self", null, 0, ""));
    }

    assertThat(self.ask(new Message.PushPull(true, List.of(), new byte[0])))
        .isInstanceOf(Message.PushPull.class);
    assertThat(self.ask(new Message.Ping(5, "self", null, 0, "")))
        .isEqualTo(new Message.Ack(5, null));
  }

  @Test
  void aMemberIsAnsweredAsOftenAsItAsks() {
    self.meet(2);
    for (int i = 0; i < 1000; i++) {
      self.receive(address(2), new Message.Ping(i, "self", address(2).ip(), 7946, "m2"));
    }

    assertThat(self.sent(Message.Ack.class)).hasSize(1000);
  }

  @Test
  void anOldMemberThatStatesNoSourceIsAnsweredSomeTimesASecond() {
    self.meet(2);
    for (int i = 0; i < 30; i++) {
      self.receive(address(2), new Message.Ping(i, "self", null, 0, ""));
    }

    assertThat(self.sent(Message.Ack.class)).hasSize(30);
  }

  private void floodFor10Seconds(Address from, IntFunction<Message> message) {
    for (int i = 0; i < FLOOD; i++) {
      self.receive(from, message.apply(i));
      self.time.advance(Duration.ofSeconds(10).dividedBy(FLOOD));
    }
    self.time.advance(Duration.ofSeconds(1));
  }

  private void assertBounded(Address victim) {
    List<Instance.Sent> received =
        self.sent.stream().filter(packet -> packet.to().ipText().equals(victim.ipText())).toList();
    int bytes = received.stream().mapToInt(packet -> packet.datagram().length + 28).sum();

    assertThat(received).isNotEmpty();
    assertThat(bytes)
        .isLessThanOrEqualTo(Strangers.BURST_BYTES + 11 * Strangers.BYTES_PER_SECOND)
        .isGreaterThan(5 * Strangers.BYTES_PER_SECOND);
  }
}
