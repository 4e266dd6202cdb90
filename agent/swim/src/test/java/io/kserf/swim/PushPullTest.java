package io.kserf.swim;

import static io.kserf.swim.Instance.META;
import static io.kserf.swim.Instance.VERSIONS;
import static io.kserf.swim.Instance.address;
import static io.kserf.swim.Instance.dead;
import static io.kserf.swim.Instance.left;
import static io.kserf.swim.Instance.suspect;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.Message.NodeState;
import io.kserf.swim.wire.Message.PushPull;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PushPullTest {
  private static final byte[] NO_STATE = {};

  private final Instance self = Instance.started().amongTheWell();

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  @Test
  void theAnswerHoldsEverybodyInEveryState() {
    self.meet(2, 3, 4, 5);
    self.hear(suspect(3, 1, "m9"));
    self.hear(dead(4, 1));
    self.hear(left(5, 1));
    self.delegate.localState = new byte[] {9, 8, 7};
    var answer = exchange(true);

    var states = new TreeMap<String, Integer>();
    answer.nodes().forEach(node -> states.put(node.name(), node.state()));
    assertThat(states).hasToString("{m2=0, m3=1, m4=2, m5=3, self=0}");
    assertThat(answer.userState()).containsExactly(9, 8, 7);
    assertThat(answer.join()).isTrue();
  }

  @Test
  void theAnswerHasTheJoinFlagOfTheQuestion() {
    assertThat(exchange(false).join()).isFalse();
  }

  @Test
  void theAnswerIsWhatWasKnownBefore() {
    assertThat(exchange(true, node(2, 1, MemberState.ALIVE)).nodes()).hasSize(1);
    assertThat(exchange(true).nodes()).hasSize(2);
  }

  @Test
  void whoTheOtherSideKnowsIsMet() {
    exchange(false, node(2, 5, MemberState.ALIVE));

    assertThat(self.stateOf("m2")).isEqualTo("alive@5");
    assertThat(self.delegate.events).endsWith("join m2");
  }

  @Test
  void aDeathThatAnotherHasSeenIsASuspicionOnly() {
    self.meet(2);
    exchange(false, node(2, 1, MemberState.DEAD));

    assertThat(self.stateOf("m2")).isEqualTo("suspect@1");
    assertThat(self.gossiped()).contains(new Message.Suspect(1, "m2", "self"));
  }

  @Test
  void aSuspicionIsTakenOverInThisMembersName() {
    self.meet(2);
    exchange(false, node(2, 1, MemberState.SUSPECT));

    assertThat(self.gossiped()).contains(new Message.Suspect(1, "m2", "self"));
  }

  @Test
  void aLeaveIsTakenOverAsALeave() {
    self.meet(2);
    exchange(false, node(2, 1, MemberState.LEFT));

    assertThat(self.stateOf("m2")).isEqualTo("left@1");
    assertThat(self.gossiped()).contains(left(2, 1));
  }

  @Test
  void strangersThatAreNotAliveAreNotMet() {
    exchange(
        false,
        node(2, 1, MemberState.SUSPECT),
        node(3, 1, MemberState.DEAD),
        node(4, 1, MemberState.LEFT));

    assertThat(self.swim.members()).hasSize(1);
  }

  @Test
  void aStaleEntryOfThisMemberItselfIsRefuted() {
    exchange(true, node("self", Instance.ADDRESS, 4, MemberState.DEAD));

    assertThat(self.stateOf("self")).isEqualTo("alive@5");
  }

  @Test
  void theUserStateIsHandedOn() {
    self.ask(new PushPull(true, List.of(), new byte[] {1, 2}));
    exchange(false);

    assertThat(self.delegate.remoteStates).containsExactly(new byte[] {1, 2});
  }

  @Test
  void anEntryThatMakesNoSenseCostsOnlyItself() {
    exchange(
        false,
        new NodeState("m2", address(2).ip(), 7946, META, 1, 17, VERSIONS),
        new NodeState("m3", new byte[5], 7946, META, 1, 0, VERSIONS),
        node(4, 1, MemberState.ALIVE));

    assertThat(self.stateOf("m2")).isEqualTo("unknown");
    assertThat(self.stateOf("m3")).isEqualTo("unknown");
    assertThat(self.stateOf("m4")).isEqualTo("alive@1");
    assertThat(self.telemetry.count("memberlist.malformed")).isEqualTo(2);
  }

  @Test
  void aPoolThatSpeaksAnotherProtocolIsAnsweredButNotMerged() {
    var stranger =
        new NodeState("m2", address(2).ip(), 7946, META, 1, 0, new byte[] {1, 5, 2, 7, 9, 8});
    var answer = exchange(true, stranger, node(3, 1, MemberState.ALIVE));

    assertThat(answer.nodes()).hasSize(1);
    assertThat(self.swim.members()).hasSize(1);
    assertThat(
            self.logged(
                "Failed push/pull merge: Node 'm2' delegate protocol version (8) is incompatible:"
                    + " [7, 5] from=10.0.0.99:7946"))
        .hasSize(1);
  }

  @Test
  void nowAndThenEverythingIsExchangedWithSomebodyAlive() {
    self.meet(2, 3, 4);
    self.hear(dead(3, 1));
    self.hear(suspect(4, 1, "m9"));
    self.time.advance(Duration.ofSeconds(61));

    assertThat(pushPulls()).isNotEmpty();
    var first = pushPulls().getFirst();
    assertThat(first.to()).isEqualTo(address(2));
    assertThat(first.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(((PushPull) first.request()).join()).isFalse();
    self.answer(first, new PushPull(false, List.of(node(7, 1, MemberState.ALIVE)), NO_STATE));
    assertThat(self.stateOf("m7")).isEqualTo("alive@1");
  }

  @Test
  void aFailedExchangeDoesNotEndTheSeries() {
    self.meet(2);
    self.time.advance(Duration.ofSeconds(61));
    int before = pushPulls().size();
    pushPulls().getLast().reply().failed(new SwimException("connection refused"));
    self.time.advance(Duration.ofSeconds(30));

    assertThat(pushPulls()).hasSize(before + 1);
    assertThat(self.logged("Push/Pull with m2 10.0.0.2:7946 failed: connection refused"))
        .hasSize(1);
  }

  @Test
  void aLargePoolExchangesLessOften() {
    for (int i = 2; i <= 33; i++) {
      self.meet(i);
    }
    self.time.advance(Duration.ofSeconds(90));
    int before = pushPulls().size();
    self.time.advance(Duration.ofSeconds(120));

    assertThat(pushPulls()).hasSize(before + 2);
  }

  @Test
  void aMemberAloneExchangesNothing() {
    self.time.advance(Duration.ofMinutes(5));

    assertThat(self.exchanges).isEmpty();
  }

  @Test
  void aStreamPingIsAnsweredWithoutPayload() {
    self.delegate.ackPayload = new byte[] {1};

    assertThat(self.ask(new Message.Ping(5, "self", null, 0, "")))
        .isEqualTo(new Message.Ack(5, null));
  }

  @Test
  void aStreamPingForSomebodyElseIsClosed() {
    assertThat(self.ask(new Message.Ping(5, "somebody", null, 0, ""))).isNull();
  }

  @Test
  void aUserMessageOverAStreamIsDelivered() {
    assertThat(self.ask(new Message.User(new byte[] {3, 4}))).isNull();
    assertThat(self.delegate.userMessages).containsExactly(new byte[] {3, 4});
  }

  @Test
  void aStreamThatBeginsWithAReplyIsClosed() {
    assertThat(self.ask(new Message.Ack(5, null))).isNull();
    assertThat(self.telemetry.count("memberlist.malformed")).isEqualTo(1);
  }

  private PushPull exchange(boolean join, NodeState... nodes) {
    return (PushPull) self.ask(new PushPull(join, List.of(nodes), NO_STATE));
  }

  private List<Instance.Exchange> pushPulls() {
    return self.exchanges.stream()
        .filter(exchange -> exchange.request() instanceof PushPull)
        .toList();
  }

  private static NodeState node(int number, long incarnation, MemberState state) {
    return node(Instance.name(number), address(number), incarnation, state);
  }

  private static NodeState node(String name, Address address, long incarnation, MemberState state) {
    return new NodeState(
        name, address.ip(), address.port(), META, incarnation, state.ordinal(), VERSIONS);
  }
}
