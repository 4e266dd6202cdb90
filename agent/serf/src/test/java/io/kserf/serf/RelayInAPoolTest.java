package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.serf.TestPool.Node;
import io.kserf.serf.wire.QueryMessage;
import io.kserf.serf.wire.QueryResponse;
import io.kserf.serf.wire.RelayMessage;
import io.kserf.serf.wire.SerfMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How answers come back when the straight way may be broken. */
class RelayInAPoolTest {
  private final TestPool pool = new TestPool();
  private final Replies replies = new Replies();

  @Test
  void theRelayFactorIsAByte() {
    Node a = pool.start("a");

    assertThatThrownBy(() -> replies.ask(a, Replies.acknowledged(256)))
        .isInstanceOf(SerfException.class)
        .hasMessage("relay factor 256 is not in 0..255");
    assertThatThrownBy(() -> replies.ask(a, Replies.acknowledged(-1)))
        .isInstanceOf(SerfException.class);
    replies.ask(a, Replies.acknowledged(255));
  }

  @Test
  void relayedAnswersCountOnce() {
    List<Node> nodes = pool.startJoined("a", "b", "c");

    replies.ask(nodes.getFirst(), Replies.acknowledged(2));
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard()).containsExactlyInAnyOrder("ack a", "ack b", "ack c", "done");
    assertThat(nodes.getFirst().seen.counters.get("serf.query_duplicate_acks")).isPositive();
  }

  @Test
  void aPoolThatIsSmallerThanTheRelayFactorRelaysNothing() {
    Node a = pool.start("a");
    Stranger stranger = Stranger.among(pool, a);

    stranger.say(Stranger.query(QueryMessage.ACK, 2, null));
    pool.advance(Duration.ofMillis(10));

    assertThat(stranger.heard(QueryResponse.class)).hasSize(1);
    assertThat(stranger.heard(RelayMessage.class)).isEmpty();
  }

  @Test
  void anAnswerIsRelayedThroughOthers() {
    Node a = pool.start("a");
    Stranger stranger = Stranger.among(pool, a);

    stranger.say(Stranger.query(QueryMessage.ACK, 1, null));
    pool.advance(Duration.ofMillis(10));

    assertThat(stranger.heard(RelayMessage.class))
        .singleElement()
        .satisfies(
            relay -> {
              assertThat(relay.destName()).isEqualTo("asker");
              assertThat(relay.ip()).isEqualTo(Stranger.ADDRESS.ip());
              assertThat(relay.port()).isEqualTo(7946);
              assertThat(SerfMessage.decode(relay.inner())).isInstanceOf(QueryResponse.class);
            });
  }

  @Test
  void membersOfOldProtocolsRelayNothing() {
    Node a = pool.start("a");
    Stranger stranger = Stranger.among(pool, a, 4);

    stranger.say(Stranger.query(QueryMessage.ACK, 1, null));
    pool.advance(Duration.ofMillis(10));

    assertThat(stranger.heard(QueryResponse.class)).hasSize(1);
    assertThat(stranger.heard(RelayMessage.class)).isEmpty();
  }

  @Test
  void anAnswerThatIsTooLargeToBeRelayedStillGoesStraight() {
    Node a = pool.start("a");
    Stranger stranger = Stranger.among(pool, a);
    stranger.say(Stranger.query(QueryMessage.ACK, 1, null));
    int overhead = new QueryResponse(5, 1, "a", 0, new byte[900]).encode().length - 900;

    assertThatThrownBy(() -> a.seen.firstQuery().responder().respond(new byte[1024 - overhead]))
        .isInstanceOf(SerfException.class)
        .hasMessage("relayed response exceeds limit of 1024 bytes");
    pool.advance(Duration.ofMillis(10));

    assertThat(stranger.heard(QueryResponse.class))
        .filteredOn(response -> !response.isAck())
        .hasSize(1);
  }

  @Test
  void aRelayToNowhereIsOnlyLogged() {
    Node a = pool.start("a");

    Stranger.to(a).say(new RelayMessage(new byte[5], 7946, "", "", new byte[] {5}));

    assertThat(a.seen.log)
        .contains(
            "[WARN] serf: failed to forward a relayed message: an address of 5 bytes and port 7946"
                + " cannot be sent to");
  }

  @Test
  void anAnswerIsRelayedWhenTheStraightWayIsBroken() {
    List<Node> nodes = pool.startJoined("a", "b", "c");
    nodes.get(1).lose(nodes.get(0).address);

    replies.ask(nodes.getFirst(), Replies.acknowledged(2));
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard()).contains("ack b");
  }

  @Test
  void withoutRelayABrokenWayLosesTheAnswer() {
    List<Node> nodes = pool.startJoined("a", "b", "c");
    nodes.get(1).lose(nodes.get(0).address);

    replies.ask(nodes.getFirst(), Replies.acknowledged(0));
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard()).doesNotContain("ack b");
  }
}
