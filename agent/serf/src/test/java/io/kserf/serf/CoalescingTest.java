package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.serf.wire.UserEventMessage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The agent's settings: a quantum of 3 s, a quiet period of 1 s. */
class CoalescingTest {
  private final Layer layer = new Layer(SerfSettings.agent(Map.of()));

  @Test
  void memberEventsAreToldTogetherWhenItHasBeenQuiet() {
    layer.join("a");
    layer.advance(Duration.ofMillis(900));
    layer.join("b");

    layer.advance(Duration.ofMillis(999));
    assertThat(layer.seen.memberEvents()).isEmpty();

    layer.advance(Duration.ofMillis(1));
    assertThat(layer.seen.memberEvents()).containsExactly("member-join a b");
  }

  @Test
  void memberEventsAreToldAfterTheQuantumHoweverRestlessItIs() {
    for (int i = 0; i < 5; i++) {
      layer.join("m" + i);
      layer.advance(Duration.ofMillis(600));
    }

    assertThat(layer.seen.memberEvents()).containsExactly("member-join m0 m1 m2 m3 m4");
  }

  @Test
  void aNewWindowHasAQuantumOfItsOwn() {
    layer.join("a");
    layer.advance(Duration.ofSeconds(1));
    assertThat(layer.timers.waiting()).isZero();
    layer.advance(Duration.ofMillis(1_500));
    layer.join("b");

    layer.advance(Duration.ofMillis(999));
    assertThat(layer.seen.memberEvents()).containsExactly("member-join a");
    layer.advance(Duration.ofMillis(1));

    assertThat(layer.seen.memberEvents()).containsExactly("member-join a", "member-join b");
  }

  @Test
  void aWindowThatTheQuantumClosedLeavesNoTimerBehind() {
    for (int i = 0; i < 4; i++) {
      layer.join("m" + i);
      layer.advance(Duration.ofMillis(800));
    }

    assertThat(layer.seen.memberEvents()).containsExactly("member-join m0 m1 m2 m3");
    assertThat(layer.timers.waiting()).isZero();
  }

  @Test
  void anUpdateIsToldOnce() {
    layer.join("a");
    layer.membership.onUpdate(Layer.member("a", Map.of("v", "1")));
    layer.advance(Duration.ofSeconds(1));
    layer.join("b");
    layer.advance(Duration.ofSeconds(1));

    assertThat(layer.seen.memberEvents()).containsExactly("member-update a", "member-join b");
  }

  @Test
  void aUserEventIsToldOnce() {
    receive(1, "deploy", "a", true);
    layer.advance(Duration.ofSeconds(1));
    receive(2, "restart", "b", true);
    layer.advance(Duration.ofSeconds(1));

    assertThat(layer.seen.userEvents()).containsExactly("deploy@1=a", "restart@2=b");
  }

  @Test
  void rawEventsComeAsTheyHappen() {
    layer.join("a");
    layer.lose("a");

    assertThat(layer.seen.rawMemberEvents()).containsExactly("member-join a", "member-failed a");
    assertThat(layer.seen.events).isEmpty();
  }

  @Test
  void onlyTheLastThatHappenedToAMemberIsTold() {
    layer.join("a");
    layer.lose("a");

    layer.advance(Duration.ofSeconds(1));

    assertThat(layer.seen.memberEvents()).containsExactly("member-failed a");
  }

  @Test
  void aMemberThatIsBackBeforeItsFailureWasToldIsNoNews() {
    layer.join("a");
    layer.advance(Duration.ofSeconds(1));
    layer.lose("a");
    layer.join("a");

    layer.advance(Duration.ofSeconds(1));

    assertThat(layer.seen.memberEvents()).containsExactly("member-join a");
  }

  @Test
  void anUpdateIsNewsEachTime() {
    layer.join("a");
    layer.advance(Duration.ofSeconds(1));
    layer.membership.onUpdate(Layer.member("a", Map.of("v", "1")));
    layer.advance(Duration.ofSeconds(1));
    layer.membership.onUpdate(Layer.member("a", Map.of("v", "2")));
    layer.advance(Duration.ofSeconds(1));

    assertThat(layer.seen.memberEvents())
        .containsExactly("member-join a", "member-update a", "member-update a");
  }

  @Test
  void eachKindOfChangeIsAnEventOfItsOwn() {
    layer.join("a");
    layer.join("b");
    layer.lose("b");

    layer.advance(Duration.ofSeconds(1));

    assertThat(layer.seen.memberEvents()).containsExactly("member-join a", "member-failed b");
  }

  @Test
  void ofUserEventsOfOneNameTheLatestCounts() {
    receive(1, "deploy", "v1", true);
    receive(2, "deploy", "v2", true);
    receive(1, "deploy", "v0", true);

    layer.advance(Duration.ofSeconds(1));

    assertThat(layer.seen.userEvents()).containsExactly("deploy@2=v2");
  }

  @Test
  void userEventsOfOneNameAndTimeAllCount() {
    receive(2, "deploy", "a", true);
    receive(2, "deploy", "b", true);

    layer.advance(Duration.ofSeconds(1));

    assertThat(layer.seen.userEvents()).containsExactly("deploy@2=a", "deploy@2=b");
  }

  @Test
  void userEventsOfDifferentNamesDoNotMerge() {
    receive(1, "deploy", "a", true);
    receive(2, "restart", "b", true);

    layer.advance(Duration.ofSeconds(1));

    assertThat(layer.seen.userEvents()).containsExactly("deploy@1=a", "restart@2=b");
  }

  @Test
  void aUserEventThatMayNotBeMergedPassesAtOnce() {
    receive(1, "deploy", "v1", false);

    assertThat(layer.seen.userEvents()).containsExactly("deploy@1=v1");
  }

  @Test
  void whatIsGatheredIsHandedOutWhenTheInstanceStops() {
    layer.join("a");
    receive(1, "deploy", "v1", true);

    layer.host.stop();
    layer.events.flush();

    assertThat(layer.seen.memberEvents()).containsExactly("member-join a");
    assertThat(layer.seen.userEvents()).containsExactly("deploy@1=v1");
    assertThat(layer.timers.waiting()).isZero();
  }

  private void receive(long time, String name, String payload, boolean coalesce) {
    layer.userEvents.receive(
        new UserEventMessage(time, name, UserEventsTest.bytes(payload), coalesce));
  }
}
