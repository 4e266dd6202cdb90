package io.kserf.serf;

import static io.kserf.serf.MemberStatus.ALIVE;
import static io.kserf.serf.MemberStatus.FAILED;
import static io.kserf.serf.MemberStatus.LEAVING;
import static io.kserf.serf.MemberStatus.LEFT;
import static io.kserf.serf.MemberStatus.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.serf.wire.JoinIntent;
import io.kserf.serf.wire.LeaveIntent;
import io.kserf.serf.wire.SerfMessage;
import io.kserf.swim.Turn;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IntentsTest {
  private final Layer layer = new Layer();

  @Test
  void aLeaveIntentMakesAnAliveMemberLeaving() {
    layer.join("web");

    assertThat(layer.intents.onLeave(new LeaveIntent(5, "web", false))).isTrue();

    assertThat(layer.statusOf("web")).isEqualTo(LEAVING);
    assertThat(layer.table.find("web").statusTime()).isEqualTo(5);
  }

  @Test
  void anIntentIsWitnessedByTheMemberClock() {
    layer.join("web");

    layer.intents.onLeave(new LeaveIntent(5, "web", false));
    assertThat(layer.memberClock.time()).isEqualTo(6);

    layer.intents.onJoin(new JoinIntent(9, "nobody"));
    assertThat(layer.memberClock.time()).isEqualTo(10);
  }

  @Test
  void aLeaveIntentThatIsNotNewerThanTheStatusIsNoNews() {
    layer.join("web");
    layer.intents.onJoin(new JoinIntent(5, "web"));

    assertThat(layer.intents.onLeave(new LeaveIntent(5, "web", false))).isFalse();
    assertThat(layer.intents.onLeave(new LeaveIntent(4, "web", false))).isFalse();

    assertThat(layer.statusOf("web")).isEqualTo(ALIVE);
  }

  @Test
  void aJoinIntentTakesAnOlderLeaveBack() {
    layer.join("web");
    layer.intents.onLeave(new LeaveIntent(5, "web", false));

    assertThat(layer.intents.onJoin(new JoinIntent(6, "web"))).isTrue();

    assertThat(layer.statusOf("web")).isEqualTo(ALIVE);
  }

  @Test
  void aJoinIntentThatIsNotNewerThanTheLeaveIsNoNews() {
    layer.join("web");
    layer.intents.onLeave(new LeaveIntent(5, "web", false));

    assertThat(layer.intents.onJoin(new JoinIntent(5, "web"))).isFalse();

    assertThat(layer.statusOf("web")).isEqualTo(LEAVING);
  }

  @Test
  void aLeaveIntentTurnsAFailureIntoALeave() {
    layer.join("web");
    layer.lose("web");

    assertThat(layer.intents.onLeave(new LeaveIntent(5, "web", false))).isTrue();

    assertThat(layer.statusOf("web")).isEqualTo(LEFT);
    assertThat(layer.seen.memberEvents())
        .containsExactly("member-join web", "member-failed web", "member-leave web");
    assertThat(layer.seen.log).contains("[INFO] serf: EventMemberLeave (forced): web 10.0.0.1");
    assertThat(layer.seen.counters).doesNotContainKey("serf.member.left");
  }

  @Test
  void aLeaveIntentOfAMemberThatHasLeftIsNewsThatChangesNothing() {
    layer.join("web");
    layer.intents.onLeave(new LeaveIntent(5, "web", false));
    layer.lose("web");

    assertThat(layer.intents.onLeave(new LeaveIntent(6, "web", false))).isTrue();

    assertThat(layer.statusOf("web")).isEqualTo(LEFT);
    assertThat(layer.table.find("web").statusTime()).isEqualTo(6);
    assertThat(layer.seen.memberEvents()).containsExactly("member-join web", "member-leave web");
  }

  @Test
  void aJoinIntentBringsNobodyBackWhoIsGone() {
    layer.join("web");
    layer.lose("web");

    assertThat(layer.intents.onJoin(new JoinIntent(5, "web"))).isTrue();

    assertThat(layer.statusOf("web")).isEqualTo(FAILED);
    assertThat(layer.table.find("web").statusTime()).isEqualTo(5);
  }

  @Test
  void anIntentOfAnUnknownMemberWaitsForIt() {
    assertThat(layer.intents.onLeave(new LeaveIntent(5, "web", false))).isTrue();
    assertThat(layer.statusOf("web")).isEqualTo(NONE);

    layer.join("web");

    assertThat(layer.statusOf("web")).isEqualTo(LEAVING);
    assertThat(layer.table.find("web").statusTime()).isEqualTo(5);
  }

  @Test
  void aWaitingJoinIntentSetsTheTimeOfTheStatus() {
    layer.intents.onJoin(new JoinIntent(5, "web"));

    layer.join("web");

    assertThat(layer.statusOf("web")).isEqualTo(ALIVE);
    assertThat(layer.table.find("web").statusTime()).isEqualTo(5);
  }

  @Test
  void ofTheIntentsOfAnUnknownMemberOnlyANewerOneIsNews() {
    assertThat(layer.intents.onLeave(new LeaveIntent(5, "web", false))).isTrue();
    assertThat(layer.intents.onJoin(new JoinIntent(5, "web"))).isFalse();
    assertThat(layer.intents.onLeave(new LeaveIntent(4, "web", false))).isFalse();
    assertThat(layer.intents.onJoin(new JoinIntent(6, "web"))).isTrue();

    layer.join("web");

    assertThat(layer.statusOf("web")).isEqualTo(ALIVE);
  }

  @Test
  void aLeaveIntentAboutThisMemberIsRefutedWhileItIsAlive() {
    layer.join(Layer.SELF);

    assertThat(layer.intents.onLeave(new LeaveIntent(5, Layer.SELF, false))).isFalse();
    layer.advance(Duration.ZERO);

    assertThat(layer.statusOf(Layer.SELF)).isEqualTo(ALIVE);
    assertThat(layer.broadcasts.take(Turn.ofAll(1), 3, 1400).stream().map(SerfMessage::decode))
        .containsExactly(new JoinIntent(6, Layer.SELF));
    assertThat(layer.seen.log).contains("[DEBUG] serf: Refuting an older leave intent");
  }

  @Test
  void aLeaveIntentAboutThisMemberIsTakenInWhenItReallyLeaves() {
    layer.join(Layer.SELF);
    layer.lifecycle.advance(SerfInstance.State.LEAVING);

    assertThat(layer.intents.onLeave(new LeaveIntent(5, Layer.SELF, false))).isTrue();

    assertThat(layer.statusOf(Layer.SELF)).isEqualTo(LEAVING);
  }

  @Test
  void pruningAFailedMemberForgetsItAtOnce() {
    layer.join("web");
    layer.lose("web");

    layer.intents.onLeave(new LeaveIntent(5, "web", true));

    assertThat(layer.statusOf("web")).isEqualTo(NONE);
    assertThat(layer.seen.memberEvents())
        .containsExactly(
            "member-join web", "member-failed web", "member-leave web", "member-reap web");
  }

  @Test
  void pruningALeavingMemberWaitsUntilItsLeaveIsThrough() {
    layer.join("web");
    layer.intents.onLeave(new LeaveIntent(5, "web", true));

    layer.advance(Duration.ofMillis(5_999));
    assertThat(layer.statusOf("web")).isEqualTo(LEAVING);

    layer.advance(Duration.ofMillis(1));
    assertThat(layer.statusOf("web")).isEqualTo(NONE);
  }

  @Test
  void aMemberThatTakesItsLeaveBackIsNotPruned() {
    layer.join("web");
    layer.intents.onLeave(new LeaveIntent(5, "web", true));
    layer.intents.onJoin(new JoinIntent(6, "web"));

    layer.advance(Duration.ofSeconds(10));

    assertThat(layer.statusOf("web")).isEqualTo(ALIVE);
  }

  @Test
  void aDeclaredLeaveCarriesTheClockAndMovesItOn() {
    layer.join("web");

    LeaveIntent intent = layer.intents.declareLeave("web", false);

    assertThat(intent.lamportTime()).isEqualTo(1);
    assertThat(layer.memberClock.time()).isEqualTo(2);
    assertThat(layer.statusOf("web")).isEqualTo(LEAVING);
  }

  @Test
  void waitingIntentsAreBounded() {
    for (int i = 0; i < RecentIntents.MAX_NAMES; i++) {
      layer.intents.onJoin(new JoinIntent(1, "made-up-" + i));
    }

    assertThat(layer.intents.onJoin(new JoinIntent(1, "one-more"))).isFalse();
    assertThat(layer.intents.onJoin(new JoinIntent(2, "made-up-7"))).isTrue();
  }

  @Property
  void intentsOfALivingMemberGiveTheSameViewInAnyOrder(
      @ForAll("intentsAtDifferentTimes") List<SerfMessage> intents) {
    assertThat(viewAfter(intents, true)).isEqualTo(viewAfter(sortedByTime(intents), true));
  }

  @Property
  void intentsThatOutranTheirMemberGiveTheSameViewInAnyOrder(
      @ForAll("intentsAtDifferentTimes") List<SerfMessage> intents) {
    assertThat(viewAfter(intents, false)).isEqualTo(viewAfter(sortedByTime(intents), true));
  }

  private static String viewAfter(List<SerfMessage> intents, boolean memberComesFirst) {
    var layer = new Layer();
    if (memberComesFirst) {
      layer.join("web");
    }
    intents.forEach(intent -> apply(layer, intent));
    if (!memberComesFirst) {
      layer.join("web");
    }
    return layer.statusOf("web") + " since " + layer.table.find("web").statusTime();
  }

  private static void apply(Layer layer, SerfMessage intent) {
    switch (intent) {
      case JoinIntent join -> layer.intents.onJoin(join);
      case LeaveIntent leave -> layer.intents.onLeave(leave);
      default -> throw new AssertionError(intent);
    }
  }

  private static List<SerfMessage> sortedByTime(List<SerfMessage> intents) {
    return intents.stream()
        .sorted(Comparator.comparing(IntentsTest::timeOf))
        .collect(Collectors.toList());
  }

  private static Long timeOf(SerfMessage intent) {
    return switch (intent) {
      case JoinIntent join -> join.lamportTime();
      case LeaveIntent leave -> leave.lamportTime();
      default -> throw new AssertionError(intent);
    };
  }

  @Provide
  Arbitrary<List<SerfMessage>> intentsAtDifferentTimes() {
    Arbitrary<SerfMessage> intent =
        Arbitraries.longs()
            .between(1, 1000)
            .flatMap(
                time ->
                    Arbitraries.of(
                        new JoinIntent(time, "web"), new LeaveIntent(time, "web", false)));
    return intent.list().ofMaxSize(12).uniqueElements(IntentsTest::timeOf);
  }
}
