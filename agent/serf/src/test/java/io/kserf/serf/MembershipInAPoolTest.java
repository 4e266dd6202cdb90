package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.kserf.serf.TestPool.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two or three whole instances, wired in memory. */
class MembershipInAPoolTest {
  private final TestPool pool = new TestPool();

  @Test
  void aMemberThatStartsKnowsItself() {
    Node a = pool.start("a", settings -> settings.tags(Map.of("role", "web")));

    assertThat(a.view()).containsExactly(entry("a", "alive"));
    assertThat(a.serf.localMember().tags()).containsExactly(entry("role", "web"));
    assertThat(a.seen.memberEvents()).containsExactly("member-join a");
    assertThat(a.seen.log).containsExactly("[INFO] serf: EventMemberJoin: a 10.0.0.1");
  }

  @Test
  void aJoinMakesMembersKnowEachOther() {
    List<Node> nodes = pool.startJoined("a", "b", "c");

    assertThat(nodes)
        .allSatisfy(
            node ->
                assertThat(node.view())
                    .containsExactly(
                        entry("a", "alive"), entry("b", "alive"), entry("c", "alive")));
  }

  @Test
  void aJoinSucceedsWithTheNumberOfContacts() {
    Node a = pool.start("a");
    Node b = pool.start("b");
    Node c = pool.start("c");

    Outcome<Integer> outcome = c.join(a, b);
    pool.advance(Duration.ofSeconds(1));

    assertThat(outcome.heard()).containsExactly("done");
    assertThat(outcome.result()).isEqualTo(2);
  }

  @Test
  void aJoinThatReachesNobodyFailsWithTheReason() {
    Node a = pool.start("a");
    Node b = pool.start("b");
    b.crash();

    Outcome<Integer> outcome = a.join(b);
    pool.advance(Duration.ofSeconds(1));

    assertThat(outcome.heard())
        .singleElement()
        .asString()
        .contains("10.0.0.2:7946", "refused the connection");
  }

  @Test
  void aJoinedMemberSaysSoWithAnIntent() {
    List<Node> nodes = pool.startJoined("a", "b");

    assertThat(nodes.getFirst().serf.stats()).containsEntry("member_time", "2");
    assertThat(nodes.getFirst().seen.log).contains("[DEBUG] serf: messageJoinType: b");
  }

  @Test
  void aMemberThatCrashesFails() {
    List<Node> nodes = pool.startJoined("a", "b", "c");

    nodes.getLast().crash();
    pool.advance(Duration.ofSeconds(30));

    assertThat(nodes.getFirst().view()).contains(entry("b", "alive"), entry("c", "failed"));
    assertThat(nodes.getFirst().seen.memberEvents()).endsWith("member-failed c");
    assertThat(nodes.getFirst().serf.stats())
        .containsEntry("members", "3")
        .containsEntry("failed", "1");
  }

  @Test
  void aMemberThatStaysAwayIsReaped() {
    List<Node> nodes =
        pool.startJoined(s -> s.reconnectTimeout(Duration.ofMinutes(1)), "a", "b", "c");

    nodes.getLast().crash();
    pool.advance(Duration.ofMinutes(2));

    assertThat(nodes.getFirst().view()).doesNotContainKey("c");
    assertThat(nodes.getFirst().seen.memberEvents()).endsWith("member-failed c", "member-reap c");
    assertThat(nodes.getFirst().serf.stats())
        .containsEntry("members", "2")
        .containsEntry("failed", "0");
  }

  @Test
  void theDepthOfTheQueuesIsSampled() {
    Node a = pool.start("a");

    pool.advance(Duration.ofSeconds(31));

    assertThat(a.seen.samples)
        .containsKeys("serf.queue.Intent", "serf.queue.Query", "serf.queue.Event");
  }

  @Test
  void aMemberThatLeavesHasLeft() {
    List<Node> nodes = pool.startJoined("a", "b", "c");
    var outcome = new Outcome<Void>();

    nodes.getLast().serf.leave(outcome);
    assertThat(nodes.getLast().serf.state()).isEqualTo(SerfInstance.State.LEAVING);
    pool.advance(Duration.ofSeconds(10));

    assertThat(outcome.heard()).containsExactly("done");
    assertThat(nodes.getLast().serf.state()).isEqualTo(SerfInstance.State.LEFT);
    assertThat(nodes.getFirst().view()).contains(entry("b", "alive"), entry("c", "left"));
    assertThat(nodes.getFirst().seen.memberEvents())
        .endsWith("member-leave c")
        .doesNotContain("member-failed c");
  }

  @Test
  void aLeaveGivesItsNewsASecondToSpread() {
    List<Node> nodes = pool.startJoined("a", "b");
    var outcome = new Outcome<Void>();
    nodes.getLast().serf.leave(outcome);

    pool.advance(Duration.ofMillis(1_000));
    assertThat(outcome.heard()).isEmpty();
    pool.advance(Duration.ofSeconds(4));

    assertThat(outcome.heard()).containsExactly("done");
  }

  @Test
  void aMemberThatIsAloneLeavesAfterASecond() {
    Node a = pool.start("a");
    var outcome = new Outcome<Void>();

    a.serf.leave(outcome);
    pool.advance(Duration.ofMillis(999));
    assertThat(outcome.heard()).isEmpty();
    pool.advance(Duration.ofMillis(2));

    assertThat(outcome.heard()).containsExactly("done");
  }

  @Test
  void aLeaveThatNobodyHearsEndsAllTheSame() {
    List<Node> nodes = pool.startJoined("a", "b");
    Node b = nodes.getLast();
    b.cutOff();
    var outcome = new Outcome<Void>();

    b.serf.leave(outcome);
    pool.advance(Duration.ofSeconds(12));

    assertThat(outcome.heard()).containsExactly("done");
  }

  @Test
  void aLeaveWaitsForItsBroadcastsNoLongerThanTheirTimeouts() {
    List<Node> nodes = pool.startJoined(TestSettings::silent, "a", "b");
    Node a = nodes.getFirst();
    var outcome = new Outcome<Void>();

    a.serf.leave(outcome);
    pool.advance(Duration.ofMillis(10_999));
    assertThat(outcome.heard()).isEmpty();
    pool.advance(Duration.ofMillis(1));

    assertThat(outcome.heard()).containsExactly("done");
    assertThat(a.serf.state()).isEqualTo(SerfInstance.State.LEFT);
    assertThat(a.seen.log)
        .contains(
            "[WARN] serf: timeout while waiting for graceful leave",
            "[WARN] serf: timeout waiting for leave broadcast");
  }

  @Test
  void aShutdownInTheMiddleOfALeaveEndsIt() {
    List<Node> nodes = pool.startJoined(TestSettings::silent, "a", "b");
    Node a = nodes.getFirst();
    var outcome = new Outcome<Void>();
    a.serf.leave(outcome);
    pool.advance(Duration.ofSeconds(6));

    a.serf.shutdown();
    pool.advance(Duration.ofSeconds(10));

    assertThat(outcome.heard()).containsExactly("failed: this member has stopped");
    assertThat(a.serf.state()).isEqualTo(SerfInstance.State.SHUTDOWN);
  }

  @Test
  void oneLeaveIsEnough() {
    List<Node> nodes = pool.startJoined("a", "b");
    var first = new Outcome<Void>();
    var second = new Outcome<Void>();
    var third = new Outcome<Void>();

    nodes.getLast().serf.leave(first);
    nodes.getLast().serf.leave(second);
    pool.advance(Duration.ofSeconds(10));
    nodes.getLast().serf.leave(third);

    assertThat(second.heard()).containsExactly("failed: Leave already in progress");
    assertThat(third.heard()).containsExactly("done");
    nodes.getLast().serf.shutdown();
    var late = new Outcome<Void>();
    nodes.getLast().serf.leave(late);
    assertThat(late.heard()).containsExactly("failed: Leave called after Shutdown");
  }

  @Test
  void aMemberThatHasLeftCannotJoin() {
    List<Node> nodes = pool.startJoined("a", "b");
    nodes.getLast().serf.leave(new Outcome<>());

    Outcome<Integer> outcome = nodes.getLast().join(nodes.getFirst());

    assertThat(outcome.heard()).containsExactly("failed: Serf can't Join after Leave or Shutdown");
  }

  @Test
  void aForcedLeaveTurnsAFailureIntoALeaveEverywhere() {
    List<Node> nodes = pool.startJoined("a", "b", "c");
    nodes.getLast().crash();
    pool.advance(Duration.ofSeconds(30));
    var outcome = new Outcome<Void>();

    nodes.getFirst().serf.forceLeave("c", false, outcome);
    pool.advance(Duration.ofSeconds(5));

    assertThat(outcome.heard()).containsExactly("done");
    assertThat(nodes.get(0).view()).contains(entry("c", "left"));
    assertThat(nodes.get(1).view()).contains(entry("c", "left"));
  }

  @Test
  void aPrunedMemberIsForgottenEverywhere() {
    List<Node> nodes = pool.startJoined("a", "b", "c");
    nodes.getLast().crash();
    pool.advance(Duration.ofSeconds(30));

    nodes.getFirst().serf.forceLeave("c", true, new Outcome<>());
    pool.advance(Duration.ofSeconds(5));

    assertThat(nodes.get(0).view()).doesNotContainKey("c");
    assertThat(nodes.get(1).view()).doesNotContainKey("c");
  }

  @Test
  void aPruneOfAMemberThatIsStillThereIsDoneWhenItIsForgotten() {
    List<Node> nodes = pool.startJoined("a", "b", "c");
    nodes.getLast().cutOff();
    var outcome = new Outcome<Void>();

    nodes.getFirst().serf.forceLeave("c", true, outcome);
    pool.advance(Duration.ofSeconds(5));
    assertThat(outcome.heard()).isEmpty();
    assertThat(nodes.getFirst().view()).containsKey("c");
    pool.advance(Duration.ofSeconds(5));

    assertThat(outcome.heard()).containsExactly("done");
    assertThat(nodes.getFirst().view()).doesNotContainKey("c");
  }

  @Test
  void aForcedLeaveThatNobodyHearsFails() {
    List<Node> nodes = pool.startJoined(TestSettings::silent, "a", "b");
    var outcome = new Outcome<Void>();

    nodes.getFirst().serf.forceLeave("ghost", false, outcome);
    assertThat(nodes.getFirst().serf.stats()).containsEntry("intent_queue", "1");
    pool.advance(Duration.ofSeconds(5));

    assertThat(outcome.heard()).containsExactly("failed: timed out broadcasting node removal");
  }

  @Test
  void aMemberThatIsAloneForcesALeaveAtOnce() {
    Node a = pool.start("a");
    var outcome = new Outcome<Void>();

    a.serf.forceLeave("ghost", false, outcome);

    assertThat(outcome.heard()).containsExactly("done");
  }

  @Test
  void aForcedLeaveOfAnUnknownNameSucceeds() {
    List<Node> nodes = pool.startJoined("a", "b");
    var outcome = new Outcome<Void>();

    nodes.getFirst().serf.forceLeave("ghost", false, outcome);
    pool.advance(Duration.ofSeconds(5));

    assertThat(outcome.heard()).containsExactly("done");
    assertThat(nodes.getLast().seen.log).contains("[DEBUG] serf: messageLeaveType: ghost");
  }

  @Test
  void aMemberThatIsAliveRefutesAForcedLeave() {
    List<Node> nodes = pool.startJoined("a", "b", "c");

    nodes.getFirst().serf.forceLeave("c", false, new Outcome<>());
    pool.advance(Duration.ofSeconds(5));

    assertThat(nodes).allSatisfy(node -> assertThat(node.view()).contains(entry("c", "alive")));
  }

  @Test
  void changedTagsReachEverybody() {
    List<Node> nodes = pool.startJoined("a", "b");
    var outcome = new Outcome<Void>();

    nodes.getFirst().serf.setTags(Map.of("version", "2"), outcome);
    pool.advance(Duration.ofSeconds(5));

    assertThat(outcome.heard()).containsExactly("done");
    assertThat(nodes.getLast().member("a").tags()).containsExactly(entry("version", "2"));
    assertThat(nodes.getLast().seen.memberEvents()).endsWith("member-update a");
    assertThat(nodes.getFirst().serf.localMember().tag("version")).isEqualTo("2");
  }

  @Test
  void tagsThatAreTooLargeAreRefusedAndTheOldOnesStay() {
    Node a = pool.start("a", settings -> settings.tags(Map.of("role", "web")));
    var outcome = new Outcome<Void>();

    a.serf.setTags(Map.of("role", "x".repeat(512)), outcome);

    assertThat(outcome.heard())
        .containsExactly("failed: Encoded length of tags exceeds limit of 512 bytes");
    assertThat(a.serf.localMember().tag("role")).isEqualTo("web");
  }

  @Test
  void tagsOfExactlyTheLimitAreTaken() {
    Node a = pool.start("a");
    // A marker, a map, a key of 2 bytes, and a value with a header of 3.
    a.serf.setTags(Map.of("r", "x".repeat(512 - 1 - 1 - 2 - 3)), new Outcome<>());
    pool.advance(Duration.ofSeconds(1));

    assertThat(a.serf.localMember().tag("r")).hasSize(505);
  }

  @Test
  void aMemberOfProtocolTwoTellsItsRoleOnly() {
    Node a = pool.start("a", s -> s.protocol(2).tags(Map.of("role", "web", "zone", "b")));
    Node b = pool.start("b", s -> s.protocol(3).tags(Map.of("role", "web", "zone", "b")));

    assertThat(a.serf.localMember().tags()).containsExactly(entry("role", "web"));
    assertThat(b.serf.localMember().tags()).hasSize(2);
  }

  @Test
  void aMemberCannotStartWithTagsThatAreTooLarge() {
    assertThatThrownBy(() -> pool.start("a", s -> s.tags(Map.of("role", "x".repeat(512)))))
        .isInstanceOf(SerfException.class)
        .hasMessage("Encoded length of tags exceeds limit of 512 bytes");
  }

  @Test
  void aFailedMemberIsTriedAgainUntilItIsBack() {
    List<Node> nodes = pool.startJoined("a", "b");
    Node b = nodes.getLast();
    b.cutOff();
    pool.advance(Duration.ofMinutes(2));
    assertThat(nodes.getFirst().view()).contains(entry("b", "failed"));

    b.reconnect();
    pool.advance(Duration.ofMinutes(2));

    assertThat(nodes.getFirst().view()).contains(entry("b", "alive"));
    assertThat(b.view()).contains(entry("a", "alive"));
    assertThat(nodes.getFirst().seen.log)
        .contains("[INFO] serf: attempting reconnect to b 10.0.0.2:7946");
  }

  @Test
  void aReconnectIsNoJoinIntent() {
    List<Node> nodes = pool.startJoined("a", "b");
    Node b = nodes.getLast();
    b.cutOff();
    pool.advance(Duration.ofMinutes(2));
    b.seen.log.clear();

    b.reconnect();
    pool.advance(Duration.ofMinutes(2));

    assertThat(b.view()).contains(entry("a", "alive"));
    assertThat(b.seen.log).noneMatch(line -> line.contains("messageJoinType"));
  }

  @Test
  void allTogetherTryAFailedMemberAboutOnceEveryInterval() {
    List<Node> nodes = pool.startJoined("a", "b", "c", "d", "e");
    nodes.getLast().crash();
    pool.advance(Duration.ofHours(1));

    long attempts = nodes.stream().mapToLong(node -> logged(node, "attempting reconnect")).sum();
    long forgone = nodes.stream().mapToLong(node -> logged(node, "forgoing reconnect")).sum();

    assertThat(attempts).isBetween(80L, 160L);
    assertThat(attempts + forgone).isBetween(470L, 480L);
    assertThat(logged(nodes.getFirst(), "no reconnect to e")).isPositive();
  }

  private static long logged(Node node, String text) {
    return node.seen.log.stream().filter(line -> line.contains(text)).count();
  }

  @Test
  void aMemberThatComesBackUnderItsNameIsAliveAgain() {
    List<Node> nodes = pool.startJoined("a", "b", "c");
    nodes.getLast().crash();
    pool.advance(Duration.ofSeconds(30));

    Node back = pool.startAt(nodes.getLast().address, "c", settings -> settings);
    back.join(nodes.getFirst());
    pool.advance(Duration.ofSeconds(10));

    assertThat(nodes.getFirst().view()).contains(entry("c", "alive"));
    assertThat(nodes.get(1).view()).contains(entry("c", "alive"));
  }

  @Test
  void roundTripsGiveCoordinates() {
    List<Node> nodes = pool.startJoined("a", "b");
    pool.advance(Duration.ofSeconds(20));

    assertThat(nodes.getFirst().serf.coordinate("b")).isNotNull();
    assertThat(nodes.getFirst().serf.coordinate("nobody")).isNull();
    assertThat(nodes.getFirst().serf.coordinate("a").error()).isLessThan(1.5);
  }

  @Test
  void aMemberWithoutCoordinatesHasNone() {
    List<Node> nodes = pool.startJoined(TestSettings::withoutCoordinates, "a", "b");
    pool.advance(Duration.ofSeconds(20));

    assertThat(nodes.getFirst().serf.coordinate("a")).isNull();
    assertThat(nodes.getFirst().serf.stats()).doesNotContainKey("coordinate_resets");
  }

  @Test
  void theStatsAreSerfs() {
    Node a = pool.start("a");

    assertThat(a.serf.stats().keySet())
        .containsExactlyInAnyOrder(
            "members",
            "failed",
            "left",
            "health_score",
            "member_time",
            "event_time",
            "query_time",
            "intent_queue",
            "event_queue",
            "query_queue",
            "encrypted",
            "coordinate_resets");
    assertThat(a.serf.stats())
        .containsEntry("members", "1")
        .containsEntry("event_time", "1")
        .containsEntry("encrypted", "false");
  }

  @Test
  void anInstanceThatIsShutDownSetsNoTimersAndLeavesNobodyWaiting() {
    Node a = pool.start("a");
    Node gone = pool.start("gone");
    gone.cutOff();
    var leave = new Outcome<Void>();
    var query = new Replies();
    a.serf.query("load", new byte[0], QueryParams.DEFAULT, query);
    a.serf.leave(leave);

    gone.serf.shutdown();
    a.serf.shutdown();
    a.serf.shutdown();

    assertThat(leave.heard()).containsExactly("failed: this member has stopped");
    assertThat(query.heard()).containsExactly("done");
    assertThat(a.serf.state()).isEqualTo(SerfInstance.State.SHUTDOWN);
    assertThat(a.seen.log).contains("[WARN] serf: Shutdown without a Leave");
    pool.advance(Duration.ofMillis(1));
    assertThat(pool.timers.waiting()).isZero();
  }

  @Test
  void anInstanceThatIsShutDownRefusesWhatIsAskedOfIt() {
    Node a = pool.start("a");
    a.serf.shutdown();
    var forced = new Outcome<Void>();
    var tags = new Outcome<Void>();
    var keys = new Outcome<KeyResult>();

    a.serf.forceLeave("b", false, forced);
    a.serf.setTags(Map.of(), tags);
    a.serf.listKeys(keys);

    assertThat(forced.heard()).containsExactly("failed: this member has stopped");
    assertThat(tags.heard()).containsExactly("failed: this member has stopped");
    assertThat(keys.heard()).containsExactly("failed: this member has stopped");
    assertThatThrownBy(() -> a.serf.userEvent("deploy", new byte[0], false))
        .isInstanceOf(SerfException.class)
        .hasMessage("this member has stopped");
    assertThatThrownBy(() -> a.serf.query("load", new byte[0], QueryParams.DEFAULT, new Replies()))
        .isInstanceOf(SerfException.class)
        .hasMessage("this member has stopped");
  }

  @Test
  void coalescedEventsAreHandedOutAtShutdown() {
    Node a = pool.start("a", settings -> settings.coalesce(Duration.ofSeconds(3)));
    assertThat(a.seen.memberEvents()).isEmpty();

    a.serf.shutdown();

    assertThat(a.seen.memberEvents()).containsExactly("member-join a");
  }
}
