package io.kserf.serf;

import static io.kserf.serf.MemberStatus.ALIVE;
import static io.kserf.serf.MemberStatus.LEAVING;
import static io.kserf.serf.MemberStatus.LEFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kserf.serf.wire.JoinIntent;
import io.kserf.serf.wire.LeaveIntent;
import io.kserf.serf.wire.PastEvents;
import io.kserf.serf.wire.PastEvents.PastEvent;
import io.kserf.serf.wire.PushPullState;
import io.kserf.serf.wire.SerfMessage;
import io.kserf.swim.Turn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateExchangeTest {
  private final Layer layer = new Layer();

  @Test
  void theStateHoldsClocksIntentsAndEvents() {
    layer.join("web");
    layer.join("gone");
    layer.intents.onJoin(new JoinIntent(3, "web"));
    layer.intents.onLeave(new LeaveIntent(4, "gone", false));
    layer.lose("gone");
    layer.userEvents.receive(UserEventsTest.event(7, "deploy", "v2"));
    layer.queryClock.witness(9);

    PushPullState state = localState();

    assertThat(state.lamportTime()).isEqualTo(5);
    assertThat(state.eventTime()).isEqualTo(8);
    assertThat(state.queryTime()).isEqualTo(10);
    assertThat(state.statusTimes()).containsExactly(entry("web", 3L), entry("gone", 4L));
    assertThat(state.leftMembers()).containsExactly("gone");
    assertThat(state.eventSlots()).isEqualTo(512);
    assertThat(state.events())
        .singleElement()
        .satisfies(
            past -> {
              assertThat(past.lamportTime()).isEqualTo(7);
              assertThat(past.events()).extracting(PastEvent::name).containsExactly("deploy");
            });
  }

  @Test
  void theClocksFollowTheRemoteOnes() {
    merge(new PushPullState(5, 8, 10, Map.of(), List.of(), 0, List.of()), false);

    assertThat(layer.memberClock.time()).isEqualTo(5);
    assertThat(layer.userEvents.clock().time()).isEqualTo(8);
    assertThat(layer.queryClock.time()).isEqualTo(10);
  }

  @Test
  void aRemoteClockOfZeroSaysNothing() {
    merge(new PushPullState(0, 0, 0, Map.of(), List.of(), 0, List.of()), false);

    assertThat(layer.memberClock.time()).isEqualTo(1);
  }

  @Test
  void whoLeftThereIsLeavingHereUntilMembershipSaysSo() {
    layer.join("gone");

    merge(state(Map.of("gone", 4L), List.of("gone")), false);

    assertThat(layer.statusOf("gone")).isEqualTo(LEAVING);
    assertThat(layer.table.find("gone").statusTime()).isEqualTo(5);
  }

  @Test
  void whoFailedHereAndLeftThereHasLeft() {
    layer.join("gone");
    layer.intents.onJoin(new JoinIntent(4, "gone"));
    layer.lose("gone");

    merge(state(Map.of("gone", 4L), List.of("gone")), false);

    assertThat(layer.statusOf("gone")).isEqualTo(LEFT);
  }

  @Test
  void otherStatusTimesCountAsJoinIntents() {
    layer.join("web");
    layer.intents.onLeave(new LeaveIntent(4, "web", false));

    merge(state(Map.of("web", 5L), List.of()), false);

    assertThat(layer.statusOf("web")).isEqualTo(ALIVE);
  }

  @Test
  void whatIsLearntByPushPullIsNotGossiped() {
    layer.join("web");

    merge(
        new PushPullState(
            5, 8, 10, Map.of("web", 5L), List.of(), 512, List.of(past(7, "deploy", "v2"))),
        false);

    assertThat(layer.broadcasts.take(Turn.ofAll(1), 3, 1400)).isEmpty();
  }

  @Test
  void recentEventsAreReplayed() {
    merge(withEvents(8, past(6, "deploy", "v1"), past(7, "deploy", "v2")), true);

    assertThat(layer.seen.userEvents()).containsExactly("deploy@6=v1", "deploy@7=v2");
  }

  @Test
  void replayedEventsAreNotMerged() {
    var agent = new Layer(SerfSettings.agent(Map.of()));

    agent.stateExchange.merge(
        withEvents(8, past(6, "deploy", "v1"), past(7, "deploy", "v2")).encode(), true);

    assertThat(agent.seen.userEvents()).containsExactly("deploy@6=v1", "deploy@7=v2");
  }

  @Test
  void aReplayedEventThatIsKnownIsNotDeliveredAgain() {
    layer.userEvents.receive(UserEventsTest.event(7, "deploy", "v2"));

    merge(withEvents(8, past(7, "deploy", "v2")), false);

    assertThat(layer.seen.userEvents()).hasSize(1);
  }

  @Test
  void aJoinThatIgnoresOldEventsReplaysNone() {
    layer.stateExchange.beginIgnoringOld();

    merge(withEvents(8, past(6, "deploy", "v1"), past(7, "deploy", "v2")), true);
    layer.stateExchange.endIgnoringOld();

    assertThat(layer.seen.userEvents()).isEmpty();
    assertThat(layer.userEvents.receive(UserEventsTest.event(7, "late", ""))).isFalse();
    assertThat(layer.userEvents.receive(UserEventsTest.event(8, "new", ""))).isTrue();
  }

  @Test
  void aPushPullThatIsNoJoinReplaysEvenWhileAJoinIgnoresOldEvents() {
    layer.stateExchange.beginIgnoringOld();

    merge(withEvents(8, past(7, "deploy", "v2")), false);

    assertThat(layer.seen.userEvents()).containsExactly("deploy@7=v2");
  }

  @Test
  void aStateOfAnotherTypeIsRefused() {
    layer.stateExchange.merge(new JoinIntent(5, "web").encode(), false);

    assertThat(layer.memberClock.time()).isEqualTo(1);
    assertThat(layer.seen.counters).containsEntry(Complaints.MALFORMED, 1L);
    assertThat(layer.seen.log).singleElement().asString().contains("bad type prefix: 1");
  }

  @Test
  void whatOneMemberTellsTheOtherUnderstands() {
    layer.join("web");
    layer.intents.onJoin(new JoinIntent(3, "web"));
    layer.userEvents.send("deploy", UserEventsTest.bytes("v2"), false);
    var other = new Layer();
    other.join("web");

    other.stateExchange.merge(layer.stateExchange.localState(), true);

    assertThat(other.table.find("web").statusTime()).isEqualTo(3);
    assertThat(other.seen.userEvents()).containsExactly("deploy@1=v2");
    assertThat(other.memberClock.time()).isEqualTo(layer.memberClock.time());
  }

  private PushPullState localState() {
    return (PushPullState) SerfMessage.decode(layer.stateExchange.localState());
  }

  private void merge(PushPullState state, boolean join) {
    layer.stateExchange.merge(state.encode(), join);
  }

  private static PushPullState state(Map<String, Long> statusTimes, List<String> left) {
    return new PushPullState(1, 1, 1, statusTimes, left, 0, List.of());
  }

  private static PushPullState withEvents(long eventTime, PastEvents... past) {
    return new PushPullState(1, eventTime, 1, Map.of(), List.of(), 512, List.of(past));
  }

  private static PastEvents past(long time, String name, String payload) {
    return new PastEvents(time, List.of(new PastEvent(name, UserEventsTest.bytes(payload))));
  }
}
