package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kserf.serf.TestPool.Node;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a member goes gracefully. */
class LeavingInAPoolTest {
  private final TestPool pool = new TestPool();

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
  void aMemberThatBeginsToLeaveIsAChangeWithoutAnEvent() {
    List<Node> nodes = pool.startJoined("a", "b");
    Node a = nodes.getFirst();
    pool.advance(Duration.ofSeconds(10));
    int changes = a.seen.memberChanges;
    List<String> events = a.seen.memberEvents();

    nodes.getLast().serf.leave(new Outcome<>());
    pool.advance(Duration.ofMillis(500));

    assertThat(a.view()).contains(entry("b", "leaving"));
    assertThat(a.seen.memberEvents()).isEqualTo(events);
    assertThat(a.seen.memberChanges).isEqualTo(changes + 1);
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
}
