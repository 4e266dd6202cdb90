package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kserf.serf.TestPool.Node;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a member is declared gone by another. */
class ForcedLeaveInAPoolTest {
  private final TestPool pool = new TestPool();

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
}
