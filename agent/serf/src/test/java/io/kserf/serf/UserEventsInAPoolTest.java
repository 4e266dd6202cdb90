package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.serf.TestPool.Node;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserEventsInAPoolTest {
  private final TestPool pool = new TestPool();

  @Test
  void aUserEventReachesEveryMemberOnce() {
    List<Node> nodes = pool.startJoined("a", "b", "c");

    nodes.getFirst().serf.userEvent("deploy", UserEventsTest.bytes("v2"), true);
    pool.advance(Duration.ofSeconds(10));

    assertThat(nodes)
        .allSatisfy(node -> assertThat(node.seen.userEvents()).containsExactly("deploy@1=v2"));
  }

  @Test
  void aUserEventSpreadsThroughMembersThatTheSenderCannotReach() {
    List<Node> nodes = pool.startJoined("a", "b", "c", "d", "e", "f");
    Node sender = nodes.getFirst();
    sender.serf.userEvent("deploy", UserEventsTest.bytes("v2"), true);
    pool.advance(Duration.ofMillis(210));
    sender.cutOff();
    pool.advance(Duration.ofSeconds(3));

    assertThat(nodes)
        .allSatisfy(node -> assertThat(node.seen.userEvents()).containsExactly("deploy@1=v2"));
  }

  @Test
  void aMemberThatJoinsLaterHearsRecentEvents() {
    Node a = pool.start("a");
    a.serf.userEvent("deploy", UserEventsTest.bytes("v2"), true);
    pool.advance(Duration.ofMinutes(1));
    Node b = pool.start("b");

    b.join(a);
    pool.advance(Duration.ofSeconds(1));

    assertThat(b.seen.userEvents()).containsExactly("deploy@1=v2");
  }

  @Test
  void aMemberThatIgnoresOldEventsHearsOnlyNewOnes() {
    Node a = pool.start("a");
    a.serf.userEvent("deploy", UserEventsTest.bytes("v1"), true);
    Node b = pool.start("b");

    b.serf.join(b.targets(a), true, new Outcome<>());
    pool.advance(Duration.ofSeconds(1));
    a.serf.userEvent("deploy", UserEventsTest.bytes("v2"), true);
    pool.advance(Duration.ofSeconds(5));

    assertThat(b.seen.userEvents()).containsExactly("deploy@2=v2");
  }

  @Test
  void aJoinThatFailedIgnoresNothingAfterwards() {
    Node a = pool.start("a");
    a.serf.userEvent("deploy", UserEventsTest.bytes("v1"), true);
    Node b = pool.start("b");
    a.cutOff();
    b.serf.join(b.targets(a), true, new Outcome<>());
    pool.advance(Duration.ofSeconds(1));
    a.reconnect();

    b.join(a);
    pool.advance(Duration.ofSeconds(1));

    assertThat(b.seen.userEvents()).containsExactly("deploy@1=v1");
  }

  @Test
  void afterAJoinThatIgnoredOldEventsTheNextOneReplaysAgain() {
    Node a = pool.start("a");
    Node b = pool.start("b");
    b.serf.join(b.targets(a), true, new Outcome<>());
    pool.advance(Duration.ofSeconds(1));
    Node c = pool.start("c");
    c.serf.userEvent("deploy", UserEventsTest.bytes("v3"), true);

    c.join(b);
    pool.advance(Duration.ofSeconds(1));

    assertThat(b.seen.userEvents()).containsExactly("deploy@1=v3");
  }
}
