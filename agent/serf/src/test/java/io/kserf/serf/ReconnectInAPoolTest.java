package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kserf.serf.TestPool.Node;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How members that failed come back. */
class ReconnectInAPoolTest {
  private final TestPool pool = new TestPool();

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
}
