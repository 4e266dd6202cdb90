package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;
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
}
