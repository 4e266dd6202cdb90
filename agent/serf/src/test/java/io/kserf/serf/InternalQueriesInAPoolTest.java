package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.serf.TestPool.Node;
import io.kserf.serf.wire.QueryMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queries of Serf's own. */
class InternalQueriesInAPoolTest {
  private final TestPool pool = new TestPool();
  private final Replies replies = new Replies();

  @Test
  void aPingOfSerfsOwnIsAcknowledgedAndNotDelivered() {
    List<Node> nodes = pool.startJoined("a", "b");

    nodes.getFirst().serf.query("_serf_ping", new byte[0], Replies.acknowledged(0), replies);
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard()).containsExactlyInAnyOrder("ack a", "ack b", "done");
    assertThat(nodes).allSatisfy(node -> assertThat(node.seen.queries()).isEmpty());
  }

  @Test
  void namesOfSerfsOwnQueriesAreReserved() {
    Node a = pool.start("a");

    assertThatThrownBy(
            () -> a.serf.query("_serf_made-up", new byte[0], QueryParams.DEFAULT, replies))
        .isInstanceOf(SerfException.class)
        .hasMessage("Queries cannot contain the '_serf_' prefix");
    assertThatThrownBy(() -> a.serf.query("_serf_ping", new byte[1], QueryParams.DEFAULT, replies))
        .isInstanceOf(SerfException.class);
  }

  @Test
  void anUnknownQueryOfSerfsOwnIsOnlyLogged() {
    Node a = pool.start("a");

    Stranger.to(a).say(new QueryMessage(5, 1, null, 0, "", null, 0, 0, 1, "_serf_future", null));

    assertThat(a.seen.queries()).isEmpty();
    assertThat(a.seen.log).contains("[WARN] serf: Unhandled internal query '_serf_future'");
  }

  @Test
  void aQueryOfSerfsOwnThatCannotBeAnsweredIsOnlyLogged() {
    Node a = pool.start("a");

    Stranger.to(a).say(new QueryMessage(5, 1, null, 0, "", null, 0, 0, 1, "_serf_list-keys", null));

    assertThat(a.seen.log)
        .anyMatch(line -> line.contains("Failed to respond to _serf_list-keys query: "));
  }
}
