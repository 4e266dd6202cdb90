package io.kserf.serf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.serf.TestPool.Node;
import io.kserf.serf.wire.QueryFilter;
import io.kserf.serf.wire.QueryMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets a query, and for how long it is open. */
class QueriesInAPoolTest {
  private final TestPool pool = new TestPool();
  private final Replies replies = new Replies();

  @Test
  void aQueryIsDeliveredOnceToEveryMember() {
    List<Node> nodes = pool.startJoined("a", "b", "c");

    replies.ask(nodes.getFirst(), QueryParams.DEFAULT);
    pool.advance(Duration.ofSeconds(5));

    assertThat(nodes)
        .allSatisfy(
            node ->
                assertThat(node.seen.queries())
                    .singleElement()
                    .satisfies(
                        query -> {
                          assertThat(query.name()).isEqualTo("load");
                          assertThat(query.payload()).isEqualTo("now".getBytes(UTF_8));
                          assertThat(query.lamportTime()).isEqualTo(1);
                        }));
    assertThat(replies.heard()).containsExactly("done");
  }

  @Test
  void everyMemberAcknowledgesAQueryThatWantsIt() {
    List<Node> nodes = pool.startJoined("a", "b", "c");

    replies.ask(nodes.getFirst(), Replies.acknowledged(0));
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard())
        .containsExactlyInAnyOrder("ack a", "ack b", "ack c", "done")
        .endsWith("done");
    assertThat(nodes.getFirst().seen.counters).containsEntry("serf.query_acks", 3L);
  }

  @Test
  void aQueryNamesItsAskerItsDeadlineAndWhomItIsFor() {
    Node a = pool.start("a");
    Stranger stranger = Stranger.among(pool, a);

    replies.ask(
        a,
        new QueryParams(
            List.of("b", "c"),
            Map.of("zone", "x", "role", "web"),
            true,
            3,
            Duration.ofMillis(1_500)));
    pool.advance(Duration.ofSeconds(1));

    QueryMessage query = stranger.heard(QueryMessage.class).getFirst();
    assertThat(query.addr()).isEqualTo(a.address.ip());
    assertThat(query.port()).isEqualTo(7946);
    assertThat(query.sourceNode()).isEqualTo("a");
    assertThat(query.flags()).isEqualTo(QueryMessage.ACK);
    assertThat(query.id()).isBetween(0L, (long) Integer.MAX_VALUE);
    assertThat(query.relayFactor()).isEqualTo(3);
    assertThat(query.timeoutNanos()).isEqualTo(1_500_000_000);
    assertThat(query.filters().stream().map(QueryFilter::decode))
        .containsExactlyInAnyOrder(
            new QueryFilter.Nodes(List.of("b", "c")),
            new QueryFilter.Tag("role", "web"),
            new QueryFilter.Tag("zone", "x"));
  }

  @Test
  void aQueryIsDeliveredAtOnceWhereOtherEventsAreHeldBack() {
    Node a = pool.start("a", settings -> settings.coalesce(Duration.ofSeconds(3)));

    replies.ask(a, QueryParams.DEFAULT);

    assertThat(a.seen.queries()).hasSize(1);
    assertThat(a.seen.memberEvents()).isEmpty();
  }

  @Test
  void theDefaultTimeoutGrowsWithThePool() {
    List<Node> nodes = pool.startJoined("a", "b");
    replies.ask(nodes.getFirst(), QueryParams.DEFAULT);

    pool.advance(Duration.ofMillis(3_199));
    assertThat(replies.heard()).isEmpty();
    pool.advance(Duration.ofMillis(1));

    assertThat(replies.heard()).containsExactly("done");
  }

  @Test
  void theDefaultTimeoutDoublesFromTenMembersOn() {
    String[] names = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
    List<Node> nodes = pool.startJoined(names);
    replies.ask(nodes.getFirst(), QueryParams.DEFAULT);
    pool.advance(Duration.ofMillis(3_200));
    assertThat(replies.heard()).containsExactly("done");
    pool.start("j").join(nodes.getFirst());
    pool.advance(Duration.ofSeconds(5));

    replies.ask(nodes.getFirst(), QueryParams.DEFAULT);
    pool.advance(Duration.ofMillis(6_399));
    assertThat(replies.heard()).hasSize(1);
    pool.advance(Duration.ofMillis(1));

    assertThat(replies.heard()).containsExactly("done", "done");
  }

  @Test
  void aMemberBelowProtocolFourAsksNothing() {
    Node a = pool.start("a", settings -> settings.protocol(3));

    assertThatThrownBy(() -> replies.ask(a, QueryParams.DEFAULT))
        .isInstanceOf(SerfException.class)
        .hasMessage("Feature not supported");
    replies.ask(pool.start("b", settings -> settings.protocol(4)), QueryParams.DEFAULT);
  }

  @Test
  void aQueryThatIsTooLargeIsRefused() {
    Node a = pool.start("a");

    assertThatThrownBy(() -> a.serf.query("load", new byte[1024], QueryParams.DEFAULT, replies))
        .isInstanceOf(SerfException.class)
        .hasMessage("query exceeds limit of 1024 bytes");
    assertThat(a.seen.queries()).isEmpty();
  }

  @Test
  void onlyMembersThatPassTheFiltersGetAQuery() {
    List<Node> nodes = pool.startJoined("a", "b", "c");
    nodes.getLast().serf.setTags(Map.of("role", "database"), new Outcome<>());
    pool.advance(Duration.ofSeconds(2));

    replies.ask(
        nodes.getFirst(),
        new QueryParams(List.of("b", "c"), Map.of("role", "data"), true, 0, Duration.ZERO));
    pool.advance(Duration.ofSeconds(5));

    assertThat(nodes.get(0).seen.queries()).isEmpty();
    assertThat(nodes.get(1).seen.queries()).isEmpty();
    assertThat(nodes.get(2).seen.queries()).hasSize(1);
    assertThat(replies.heard()).containsExactly("ack c", "done");
  }

  @Test
  void aQueryIsGossipedOnAlsoByMembersThatItIsNotFor() {
    Node a = pool.startJoined("a", "b").getFirst();

    Stranger.to(a).say(Stranger.query(QueryMessage.ACK, 0, List.of(new byte[] {0, (byte) 0x90})));

    assertThat(a.seen.queries()).isEmpty();
    assertThat(a.serf.stats()).containsEntry("query_queue", "1");
  }

  @Test
  void aQueryThatWasSeenIsNotGossipedOnAgain() {
    Node a = pool.startJoined(TestSettings::silent, "a", "b").getFirst();

    Stranger.to(a).say(Stranger.query(0, 0, null));
    Stranger.to(a).say(Stranger.query(0, 0, null));

    assertThat(a.serf.stats()).containsEntry("query_queue", "1");
  }

  @Test
  void aQueryThatForbidsItIsNotGossipedOn() {
    Node a = pool.startJoined("a", "b").getFirst();

    Stranger.to(a).say(Stranger.query(QueryMessage.NO_BROADCAST, 0, null));

    assertThat(a.seen.queries()).hasSize(1);
    assertThat(a.serf.stats()).containsEntry("query_queue", "0");
  }

  @Test
  void aQueryFromBeforeTheRingIsDropped() {
    Node a = pool.start("a");
    Stranger.to(a).say(query(1000, 1));

    Stranger.to(a).say(query(1001 - 512, 1));
    Stranger.to(a).say(query(1000 - 512, 1));

    assertThat(a.seen.queries()).hasSize(2);
    assertThat(a.serf.stats()).containsEntry("query_queue", "2");
    assertThat(a.seen.log)
        .contains("[WARN] serf: received old query load from time 488 (current: 1001)");
  }

  @Test
  void queriesOfOneTimeAreToldApartByTheirId() {
    Node a = pool.start("a");

    Stranger.to(a).say(query(5, 1));
    Stranger.to(a).say(query(5, 2));
    Stranger.to(a).say(query(5, 1));

    assertThat(a.seen.queries()).hasSize(2);
    assertThat(a.serf.stats()).containsEntry("query_time", "6");
    assertThat(a.seen.counters).containsEntry("serf.queries", 2L);
  }

  private static QueryMessage query(long time, long id) {
    return new QueryMessage(time, id, null, 0, "", null, 0, 0, 1, "load", null);
  }
}
