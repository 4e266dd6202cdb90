package io.kserf.swim;

import static io.kserf.swim.Instance.ADDRESS;
import static io.kserf.swim.Instance.META;
import static io.kserf.swim.Instance.address;
import static io.kserf.swim.Instance.suspect;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private final Instance self = Instance.started(settings -> settings.gossipNodes = 0);

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  @Test
  void aPingNamesItsTargetAndItsSource() {
    self.meet(2);
    var ping = awaitPing();

    assertThat(self.sent.getLast().to()).isEqualTo(address(2));
    assertThat(ping)
        .usingRecursiveComparison()
        .isEqualTo(new Message.Ping(1, "m2", ADDRESS.ip(), ADDRESS.port(), "self"));
  }

  @Test
  void anAckInTimeIsARoundTrip() {
    self.meet(2);
    var ping = awaitPing();
    self.time.advanceMillis(12);
    self.receive(address(2), new Message.Ack(ping.seqNo(), new byte[] {1, 2}));
    self.time.advanceMillis(900);

    assertThat(self.delegate.roundTrips)
        .singleElement(LONG)
        .as("nanoseconds since the ping, which went out within the millisecond before")
        .isBetween(12_000_000L, 13_000_000L);
    assertThat(self.delegate.payloads).containsExactly(new byte[] {1, 2});
    assertThat(self.sent(Message.IndirectPing.class)).isEmpty();
    assertThat(self.stateOf("m2")).isEqualTo("alive@1");
  }

  @Test
  void anAckThatNobodyWaitsForIsDropped() {
    self.meet(2);
    var ping = awaitPing();
    self.receive(address(2), new Message.Ack(ping.seqNo() + 7, null));
    self.receive(address(2), new Message.Ack(ping.seqNo(), null));
    self.receive(address(2), new Message.Ack(ping.seqNo(), null));

    assertThat(self.delegate.roundTrips).hasSize(1);
    assertThat(self.delegate.payloads)
        .as("no payload is an empty one")
        .containsExactly(new byte[0]);
  }

  @Test
  void anAnswerImprovesTheHealth() {
    self.amongTheWell().meet(2);
    self.hear(new Message.Suspect(1, "self", "m9"));
    self.hear(new Message.Suspect(2, "self", "m9"));
    assertThat(self.swim.healthScore()).isEqualTo(2);
    self.time.advance(Duration.ofSeconds(3));

    assertThat(self.swim.healthScore()).isZero();
  }

  @Test
  void probesLeaveNoTimersBehind() {
    self.amongTheWell().meet(2, 3, 4);
    self.time.advance(Duration.ofSeconds(10));
    int waiting = self.time.waiting();
    self.time.advance(Duration.ofSeconds(100));

    assertThat(self.time.waiting()).isLessThanOrEqualTo(waiting);
  }

  @Test
  void withoutAnAckOthersAreAskedAfterTheProbeTimeout() {
    self.meet(2, 3, 4, 5, 6);
    var ping = awaitPing();
    self.time.advanceMillis(499);
    assertThat(self.sent(Message.IndirectPing.class)).isEmpty();
    self.time.advanceMillis(1);

    Member target = self.swim.member(ping.node());
    assertThat(self.sent(Message.IndirectPing.class))
        .hasSize(3)
        .allSatisfy(
            indirect ->
                assertThat(indirect)
                    .usingRecursiveComparison()
                    .isEqualTo(
                        new Message.IndirectPing(
                            ping.seqNo(),
                            target.address().ip(),
                            target.address().port(),
                            target.name(),
                            true,
                            ADDRESS.ip(),
                            ADDRESS.port(),
                            "self")));
    assertThat(helpers()).doesNotHaveDuplicates().doesNotContain(target.address(), ADDRESS);
  }

  @Test
  void onlyTheAliveAreAsked() {
    self.meet(2, 3, 4);
    var ping = awaitPing();
    List.of(2, 3, 4).stream()
        .filter(number -> !ping.node().equals("m" + number))
        .limit(1)
        .forEach(number -> self.hear(suspect(number, 1, "m99")));
    self.time.advanceMillis(500);

    assertThat(helpers()).hasSize(1);
  }

  @Test
  void aStreamIsTriedAtTheSameTimeForAsLongAsTheProbeLasts() {
    self.meet(2);
    var ping = awaitPing();
    self.time.advanceMillis(500);

    assertThat(self.exchanges).hasSize(1);
    assertThat(self.exchanges.getFirst().to()).isEqualTo(address(2));
    assertThat(self.exchanges.getFirst().timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(self.exchanges.getFirst().request()).usingRecursiveComparison().isEqualTo(ping);
  }

  @Test
  void noStreamIsTriedToAMemberTooOldForIt() {
    hearOf(2, 2);
    awaitPing();
    self.time.advanceMillis(500);

    assertThat(self.exchanges).isEmpty();
  }

  @Test
  void noStreamIsTriedIfConfiguredOff() {
    var quiet = Instance.started(settings -> settings.tcpPings = false);
    quiet.meet(2);
    quiet.time.advance(Duration.ofSeconds(2));

    assertThat(quiet.sent(Message.Ping.class)).isNotEmpty();
    assertThat(quiet.exchanges).isEmpty();
  }

  @Test
  void aRelayedAckSavesTheTargetButIsNoRoundTrip() {
    self.meet(2, 3, 4);
    var ping = awaitPing();
    self.time.advanceMillis(600);
    self.receive(address(3), new Message.Ack(ping.seqNo(), null));
    self.time.advanceMillis(399);

    assertThat(self.delegate.roundTrips).isEmpty();
    assertThat(self.stateOf(ping.node())).isEqualTo("alive@1");

    self.sent.clear();
    self.time.advanceMillis(100);
    assertThat(self.sent(Message.Ping.class)).as("the next probe").hasSize(1);
  }

  @Test
  void aRelayedAckImprovesTheHealth() {
    self.meet(2, 3, 4);
    self.hear(new Message.Suspect(1, "self", "m9"));
    var ping = awaitPing();
    self.time.advanceMillis(600);
    self.receive(address(3), new Message.Ack(ping.seqNo(), null));

    assertThat(self.swim.healthScore()).isZero();
  }

  @Test
  void aStreamAckSavesTheTargetWithAWarning() {
    self.meet(2);
    var ping = awaitPing();
    self.time.advanceMillis(500);
    self.answer(self.exchanges.getFirst(), new Message.Ack(ping.seqNo(), null));
    self.time.advanceMillis(500);

    assertThat(self.stateOf("m2")).isEqualTo("alive@1");
    assertThat(self.logged("WARN memberlist: Was able to connect to m2 over TCP")).hasSize(1);

    self.sent.clear();
    self.time.advanceMillis(1000);
    assertThat(self.sent(Message.Ping.class)).as("the next probe").hasSize(1);
  }

  @Test
  void aStreamAckOfAnotherPingSavesNobody() {
    self.meet(2);
    var ping = awaitPing();
    self.time.advanceMillis(500);
    self.answer(self.exchanges.getFirst(), new Message.Ack(ping.seqNo() + 1, null));
    self.time.advanceMillis(500);

    assertThat(self.stateOf("m2")).isEqualTo("suspect@1");
  }

  @Test
  void whoNobodyReachesIsSuspectWhenTheProbeIsOver() {
    self.meet(2, 3, 4, 5, 6);
    var ping = awaitPing();
    self.time.advanceMillis(999);
    assertThat(self.stateOf(ping.node())).isEqualTo("alive@1");
    self.time.advanceMillis(1);

    assertThat(self.stateOf(ping.node())).isEqualTo("suspect@1");
    assertThat(self.gossiped()).contains(new Message.Suspect(1, ping.node(), "self"));
    assertThat(self.logged("Suspect " + ping.node() + " has failed, no acks received")).hasSize(1);
  }

  @Test
  void everyMissingNackIsHeldAgainstThisMember() {
    self.meet(2, 3, 4, 5, 6);
    var ping = awaitPing();
    self.time.advanceMillis(600);
    self.receive(address(3), new Message.Nack(ping.seqNo()));
    self.time.advanceMillis(400);

    assertThat(self.swim.healthScore()).isEqualTo(2);
  }

  @Test
  void withAllNacksTheSilenceIsTheTargetsAlone() {
    self.meet(2, 3, 4, 5, 6);
    var ping = awaitPing();
    self.time.advanceMillis(600);
    for (int i = 0; i < 3; i++) {
      self.receive(address(3), new Message.Nack(ping.seqNo()));
    }
    self.time.advanceMillis(400);

    assertThat(self.swim.healthScore()).isZero();
    assertThat(self.stateOf(ping.node())).isEqualTo("suspect@1");
  }

  @Test
  void withNobodyToAskTheFailureCountsOnce() {
    self.meet(2);
    awaitPing();
    self.time.advanceMillis(1000);

    assertThat(self.swim.healthScore()).isEqualTo(1);
  }

  @Test
  void aHelperTooOldForNacksIsNotAskedForOne() {
    hearOf(2, 3);
    hearOf(3, 3);
    awaitPing();
    self.time.advanceMillis(1000);

    assertThat(self.sent(Message.IndirectPing.class))
        .singleElement()
        .returns(false, Message.IndirectPing::nack);
    assertThat(self.swim.healthScore()).isEqualTo(1);
  }

  @Test
  void aSuspectIsToldInThePacketOfItsPing() {
    self.meet(2);
    self.hear(suspect(2, 1, "m9"));
    awaitPing();

    var packet = self.sent.getLast();
    assertThat(packet.messages()).hasSize(2).last().isEqualTo(new Message.Suspect(1, "m2", "self"));
    assertThat(packet.datagram()[0]).as("the packet has a checksum").isEqualTo((byte) 0x0c);
  }

  @Test
  void aRemoteSendFailureGoesOnToTheOthersAtOnce() {
    self.meet(2, 3, 4, 5);
    List.of(2, 3, 4, 5)
        .forEach(n -> self.failSending(address(n), new SendFailed("no route to host")));
    self.time.advanceMillis(1000);

    // Nothing left, but the stream was dialled without waiting for the probe timeout.
    assertThat(self.exchanges).isNotEmpty();
    assertThat(self.exchanges.getFirst().timeout()).isEqualTo(Duration.ofSeconds(1));
    self.time.advanceMillis(1000);
    assertThat(self.swim.members())
        .filteredOn(member -> member.state() == MemberState.SUSPECT)
        .isNotEmpty();
  }

  @Test
  void aSendFailureOfItsOwnAccusesNobody() {
    self.meet(2);
    self.failSending(address(2), new SwimException("message too long"));
    self.time.advance(Duration.ofSeconds(5));

    assertThat(self.stateOf("m2")).isEqualTo("alive@1");
    assertThat(self.swim.healthScore()).isZero();
    assertThat(self.logged("Failed to send ping to m2 at 10.0.0.2:7946: message too long"))
        .isNotEmpty();
  }

  @Test
  void everyMemberIsProbedOnceARound() {
    self.amongTheWell().meet(2, 3, 4, 5, 6, 7, 8, 9);
    self.time.advance(Duration.ofSeconds(8));
    assertThat(probes()).hasSize(8).containsValue(1L).doesNotContainValue(2L);

    self.time.advance(Duration.ofSeconds(8));
    assertThat(probes()).hasSize(8).containsValue(2L).doesNotContainValue(1L);
  }

  @Test
  void theDeadAndTheLeftAreNotProbed() {
    self.amongTheWell().meet(2, 3, 4);
    self.hear(Instance.dead(2, 1));
    self.hear(Instance.left(3, 1));
    self.time.advance(Duration.ofSeconds(10));

    assertThat(probes()).containsOnlyKeys("m4");
  }

  @Test
  void aMemberAloneProbesNobody() {
    self.time.advance(Duration.ofSeconds(10));

    assertThat(self.sent).isEmpty();
  }

  @Test
  void theGoneAreForgottenAfterAWhile() {
    self.amongTheWell().meet(2, 3, 4);
    self.hear(Instance.dead(2, 1));
    self.hear(Instance.left(3, 1));
    self.time.advance(Duration.ofSeconds(29));
    assertThat(self.swim.members()).hasSize(4);

    self.time.advance(Duration.ofSeconds(6));
    assertThat(self.stateOf("m2")).isEqualTo("unknown");
    assertThat(self.stateOf("m3")).isEqualTo("unknown");
    assertThat(self.stateOf("m4")).isEqualTo("alive@1");
  }

  @Test
  void whoHasLeftItselfStillKnowsItself() {
    self.swim.leave(Duration.ZERO, new Outcome<>());
    self.time.advance(Duration.ofMinutes(5));

    assertThat(self.swim.self().state()).isEqualTo(MemberState.LEFT);
  }

  @Test
  void aWorseHealthStretchesTheProbe() {
    self.meet(2);
    self.hear(new Message.Suspect(1, "self", "m9"));
    assertThat(self.swim.healthScore()).isEqualTo(1);
    awaitPing();
    self.time.advanceMillis(1999);
    assertThat(self.stateOf("m2")).isEqualTo("alive@1");

    self.time.advanceMillis(1);
    assertThat(self.stateOf("m2")).isEqualTo("suspect@1");
    assertThat(self.telemetry.count("memberlist.degraded.probe")).isGreaterThanOrEqualTo(1);
  }

  @Test
  void aLongProbeIsFollowedByTheNextAtOnce() {
    self.meet(2, 3);
    self.hear(new Message.Suspect(1, "self", "m9"));
    awaitPing();
    self.sent.clear();
    self.time.advanceMillis(1999);
    assertThat(self.sent(Message.Ping.class)).isEmpty();

    self.time.advanceMillis(1);
    assertThat(self.sent(Message.Ping.class)).hasSize(1);
  }

  private Message.Ping awaitPing() {
    for (int i = 0; self.sent(Message.Ping.class).isEmpty(); i++) {
      assertThat(i).as("milliseconds without a ping").isLessThan(1000);
      self.time.advanceMillis(1);
    }
    return self.sent(Message.Ping.class).getFirst();
  }

  private List<Address> helpers() {
    return self.sent.stream()
        .filter(packet -> packet.messages().getFirst() instanceof Message.IndirectPing)
        .map(Instance.Sent::to)
        .toList();
  }

  private Map<String, Long> probes() {
    return self.sent(Message.Ping.class).stream()
        .collect(groupingBy(Message.Ping::node, counting()));
  }

  private void hearOf(int number, int maxProtocol) {
    self.hear(
        new Message.Alive(
            1,
            Instance.name(number),
            address(number).ip(),
            7946,
            META,
            new byte[] {1, (byte) maxProtocol, 2, 2, 5, 5}));
  }
}
