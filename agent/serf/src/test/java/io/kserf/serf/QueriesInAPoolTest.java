package io.kserf.serf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.serf.TestPool.Node;
import io.kserf.serf.wire.QueryFilter;
import io.kserf.serf.wire.QueryMessage;
import io.kserf.serf.wire.QueryResponse;
import io.kserf.serf.wire.RelayMessage;
import io.kserf.serf.wire.SerfMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueriesInAPoolTest {
  private final TestPool pool = new TestPool();
  private final Replies replies = new Replies();

  @Test
  void aQueryIsDeliveredOnceToEveryMember() {
    List<Node> nodes = pool.startJoined("a", "b", "c");

    ask(nodes.getFirst(), "load", QueryParams.DEFAULT);
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

    ask(nodes.getFirst(), "load", acknowledged(0));
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard())
        .containsExactlyInAnyOrder("ack a", "ack b", "ack c", "done")
        .endsWith("done");
    assertThat(nodes.getFirst().seen.counters).containsEntry("serf.query_acks", 3L);
  }

  @Test
  void answersComeBackToTheAsker() {
    List<Node> nodes = pool.startJoined("a", "b", "c");
    ask(nodes.getFirst(), "load", QueryParams.DEFAULT);
    pool.advance(Duration.ofSeconds(1));

    nodes.forEach(node -> query(node).responder().respond("0.42".getBytes(UTF_8)));
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard())
        .containsExactlyInAnyOrder("a: 0.42", "b: 0.42", "c: 0.42", "done")
        .endsWith("done");
    assertThat(nodes.getFirst().seen.counters).containsEntry("serf.query_responses", 3L);
  }

  @Test
  void aQueryNamesItsAskerItsDeadlineAndWhomItIsFor() {
    Node a = pool.start("a");
    Stranger stranger = Stranger.among(pool, a);

    ask(
        a,
        "load",
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

    ask(a, "load", QueryParams.DEFAULT);

    assertThat(a.seen.queries()).hasSize(1);
    assertThat(a.seen.memberEvents()).isEmpty();
  }

  @Test
  void ofAMembersAnswersOnlyTheFirstCounts() {
    Node a = pool.start("a");
    Stranger stranger = Stranger.among(pool, a);
    ask(a, "load", QueryParams.DEFAULT);
    pool.advance(Duration.ofSeconds(1));
    QueryMessage query = stranger.heard(QueryMessage.class).getFirst();

    for (String text : List.of("first", "second")) {
      stranger.say(
          new QueryResponse(query.lamportTime(), query.id(), "b", 0, text.getBytes(UTF_8)));
    }

    assertThat(replies.heard()).containsExactly("b: first");
    assertThat(a.seen.counters).containsEntry("serf.query_duplicate_responses", 1L);
  }

  @Test
  void theDefaultTimeoutGrowsWithThePool() {
    List<Node> nodes = pool.startJoined("a", "b");
    ask(nodes.getFirst(), "load", QueryParams.DEFAULT);

    pool.advance(Duration.ofMillis(3_199));
    assertThat(replies.heard()).isEmpty();
    pool.advance(Duration.ofMillis(1));

    assertThat(replies.heard()).containsExactly("done");
  }

  @Test
  void theDefaultTimeoutDoublesFromTenMembersOn() {
    String[] names = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
    List<Node> nodes = pool.startJoined(names);
    ask(nodes.getFirst(), "load", QueryParams.DEFAULT);
    pool.advance(Duration.ofMillis(3_200));
    assertThat(replies.heard()).containsExactly("done");
    pool.start("j").join(nodes.getFirst());
    pool.advance(Duration.ofSeconds(5));

    ask(nodes.getFirst(), "load", QueryParams.DEFAULT);
    pool.advance(Duration.ofMillis(6_399));
    assertThat(replies.heard()).hasSize(1);
    pool.advance(Duration.ofMillis(1));

    assertThat(replies.heard()).containsExactly("done", "done");
  }

  @Test
  void aMemberBelowProtocolFourAsksNothing() {
    Node a = pool.start("a", settings -> settings.protocol(3));

    assertThatThrownBy(() -> ask(a, "load", QueryParams.DEFAULT))
        .isInstanceOf(SerfException.class)
        .hasMessage("Feature not supported");
    ask(pool.start("b", settings -> settings.protocol(4)), "load", QueryParams.DEFAULT);
  }

  @Test
  void theRelayFactorIsAByte() {
    Node a = pool.start("a");

    assertThatThrownBy(() -> ask(a, "load", acknowledged(256)))
        .isInstanceOf(SerfException.class)
        .hasMessage("relay factor 256 is not in 0..255");
    assertThatThrownBy(() -> ask(a, "load", acknowledged(-1))).isInstanceOf(SerfException.class);
    ask(a, "load", acknowledged(255));
  }

  @Test
  void aQueryIsAnsweredOnceAtMost() {
    Node a = pool.start("a");
    ask(a, "load", QueryParams.DEFAULT);
    query(a).responder().respond(new byte[] {1});

    assertThatThrownBy(() -> query(a).responder().respond(new byte[] {1}))
        .isInstanceOf(SerfException.class)
        .hasMessage("response already sent");
  }

  @Test
  void anAnswerAfterTheDeadlineIsRefused() {
    Node a = pool.start("a");
    ask(a, "load", timeout(Duration.ofSeconds(1)));
    pool.advance(Duration.ofMillis(1_001));

    assertThatThrownBy(() -> query(a).responder().respond(new byte[0]))
        .isInstanceOf(SerfException.class)
        .hasMessage("response is past the deadline");
  }

  @Test
  void anAnswerThatIsTooLargeIsRefusedAndAShorterOneStillGoes() {
    Node a = pool.start("a");
    ask(a, "load", QueryParams.DEFAULT);

    assertThatThrownBy(() -> query(a).responder().respond(new byte[1024]))
        .isInstanceOf(SerfException.class)
        .hasMessage("response exceeds limit of 1024 bytes");
    query(a).responder().respond("short".getBytes(UTF_8));
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard()).containsExactly("a: short", "done");
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

    ask(
        nodes.getFirst(),
        "load",
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

    receive(a, message(QueryMessage.ACK, List.of(new byte[] {0, (byte) 0x90})));

    assertThat(a.seen.queries()).isEmpty();
    assertThat(a.serf.stats()).containsEntry("query_queue", "1");
  }

  @Test
  void aQueryThatWasSeenIsNotGossipedOnAgain() {
    Node a = pool.startJoined(TestSettings::silent, "a", "b").getFirst();

    receive(a, message(0, null));
    receive(a, message(0, null));

    assertThat(a.serf.stats()).containsEntry("query_queue", "1");
  }

  @Test
  void aQueryThatForbidsItIsNotGossipedOn() {
    Node a = pool.startJoined("a", "b").getFirst();

    receive(a, message(QueryMessage.NO_BROADCAST, null));

    assertThat(a.seen.queries()).hasSize(1);
    assertThat(a.serf.stats()).containsEntry("query_queue", "0");
  }

  @Test
  void aQueryFromBeforeTheRingIsDropped() {
    Node a = pool.start("a");
    receive(a, query(1000, 1));

    receive(a, query(1001 - 512, 1));
    receive(a, query(1000 - 512, 1));

    assertThat(a.seen.queries()).hasSize(2);
    assertThat(a.serf.stats()).containsEntry("query_queue", "2");
    assertThat(a.seen.log)
        .contains("[WARN] serf: received old query load from time 488 (current: 1001)");
  }

  @Test
  void queriesOfOneTimeAreToldApartByTheirId() {
    Node a = pool.start("a");

    receive(a, query(5, 1));
    receive(a, query(5, 2));
    receive(a, query(5, 1));

    assertThat(a.seen.queries()).hasSize(2);
    assertThat(a.serf.stats()).containsEntry("query_time", "6");
    assertThat(a.seen.counters).containsEntry("serf.queries", 2L);
  }

  @Test
  void relayedAnswersCountOnce() {
    List<Node> nodes = pool.startJoined("a", "b", "c");

    ask(nodes.getFirst(), "load", acknowledged(2));
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard()).containsExactlyInAnyOrder("ack a", "ack b", "ack c", "done");
    assertThat(nodes.getFirst().seen.counters.get("serf.query_duplicate_acks")).isPositive();
  }

  @Test
  void aPoolThatIsSmallerThanTheRelayFactorRelaysNothing() {
    Node a = pool.start("a");
    Stranger stranger = Stranger.among(pool, a);

    stranger.say(relayed(2));
    pool.advance(Duration.ofMillis(10));

    assertThat(stranger.heard(QueryResponse.class)).hasSize(1);
    assertThat(stranger.heard(RelayMessage.class)).isEmpty();
  }

  @Test
  void anAnswerIsRelayedThroughOthers() {
    Node a = pool.start("a");
    Stranger stranger = Stranger.among(pool, a);

    stranger.say(relayed(1));
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

    stranger.say(relayed(1));
    pool.advance(Duration.ofMillis(10));

    assertThat(stranger.heard(QueryResponse.class)).hasSize(1);
    assertThat(stranger.heard(RelayMessage.class)).isEmpty();
  }

  @Test
  void anAnswerThatIsTooLargeToBeRelayedStillGoesStraight() {
    Node a = pool.start("a");
    Stranger stranger = Stranger.among(pool, a);
    stranger.say(relayed(1));
    int overhead = new QueryResponse(5, 1, "a", 0, new byte[900]).encode().length - 900;

    assertThatThrownBy(() -> query(a).responder().respond(new byte[1024 - overhead]))
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

    receive(a, new RelayMessage(new byte[5], 7946, "", "", new byte[] {5}).encode());

    assertThat(a.seen.log)
        .contains(
            "[WARN] serf: failed to forward a relayed message: an address of 5 bytes and port 7946"
                + " cannot be sent to");
  }

  @Test
  void anAnswerIsRelayedWhenTheStraightWayIsBroken() {
    List<Node> nodes = pool.startJoined("a", "b", "c");
    nodes.get(1).lose(nodes.get(0).address);

    ask(nodes.getFirst(), "load", acknowledged(2));
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard()).contains("ack b");
  }

  @Test
  void withoutRelayABrokenWayLosesTheAnswer() {
    List<Node> nodes = pool.startJoined("a", "b", "c");
    nodes.get(1).lose(nodes.get(0).address);

    ask(nodes.getFirst(), "load", acknowledged(0));
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard()).doesNotContain("ack b");
  }

  @Test
  void anAnswerToNoQueryOfOursIsOnlyLogged() {
    Node a = pool.start("a");

    receive(a, new QueryResponse(7, 1, "b", 0, null).encode());

    assertThat(a.seen.log)
        .contains("[WARN] serf: reply for non-running query (LTime: 7, ID: 1, From: b)");
  }

  @Test
  void anAnswerWithAnotherIdIsOnlyLogged() {
    Node a = pool.start("a");
    ask(a, "load", QueryParams.DEFAULT);

    receive(a, new QueryResponse(1, -1L & 0xffffffffL, "b", 0, null).encode());
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard()).containsExactly("done");
    assertThat(a.seen.log).anyMatch(line -> line.contains("query reply ID mismatch"));
  }

  @Test
  void aQueryWithoutAnAddressIsDeliveredThoughNobodyCanBeAnswered() {
    Node a = pool.start("a");

    receive(
        a,
        new QueryMessage(
                5, 1, null, 0, "asker", null, QueryMessage.ACK, 0, 1_000_000_000, "load", null)
            .encode());

    assertThat(a.seen.queries()).hasSize(1);
    assertThat(a.seen.log).anyMatch(line -> line.contains("failed to send ack for query load"));
    assertThatThrownBy(() -> query(a).responder().respond(new byte[0]))
        .isInstanceOf(SerfException.class)
        .hasMessageContaining("cannot be sent to");
  }

  @Test
  void aPingOfSerfsOwnIsAcknowledgedAndNotDelivered() {
    List<Node> nodes = pool.startJoined("a", "b");

    nodes.getFirst().serf.query("_serf_ping", new byte[0], acknowledged(0), replies);
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

    receive(a, new QueryMessage(5, 1, null, 0, "", null, 0, 0, 1, "_serf_future", null).encode());

    assertThat(a.seen.queries()).isEmpty();
    assertThat(a.seen.log).contains("[WARN] serf: Unhandled internal query '_serf_future'");
  }

  @Test
  void aQueryOfSerfsOwnThatCannotBeAnsweredIsOnlyLogged() {
    Node a = pool.start("a");

    receive(
        a, new QueryMessage(5, 1, null, 0, "", null, 0, 0, 1, "_serf_list-keys", null).encode());

    assertThat(a.seen.log)
        .anyMatch(line -> line.contains("Failed to respond to _serf_list-keys query: "));
  }

  @Test
  void aListenerThatFailsDoesNotHarmTheInstance() {
    Node a = pool.start("a");
    a.serf.query(
        "load",
        new byte[0],
        acknowledged(0),
        new QueryListener() {
          @Override
          public void onAck(String from) {
            throw new IllegalStateException("a defect of the application");
          }

          @Override
          public void onResponse(String from, byte[] payload) {}

          @Override
          public void onDone() {}
        });

    pool.advance(Duration.ofSeconds(5));

    assertThat(a.seen.log).anyMatch(line -> line.contains("a defect of the application"));
  }

  private static QueryMessage relayed(int factor) {
    return new QueryMessage(
        5,
        1,
        Stranger.ADDRESS.ip(),
        7946,
        "asker",
        null,
        QueryMessage.ACK,
        factor,
        1_000_000_000,
        "load",
        null);
  }

  private void ask(Node node, String name, QueryParams params) {
    node.serf.query(name, "now".getBytes(UTF_8), params, replies);
  }

  private static QueryParams acknowledged(int relayFactor) {
    return new QueryParams(List.of(), Map.of(), true, relayFactor, Duration.ZERO);
  }

  private static QueryParams timeout(Duration timeout) {
    return new QueryParams(List.of(), Map.of(), false, 0, timeout);
  }

  private static SerfEvent.Query query(Node node) {
    return node.seen.queries().getFirst();
  }

  private static byte[] query(long time, long id) {
    return new QueryMessage(time, id, null, 0, "", null, 0, 0, 1, "load", null).encode();
  }

  private static byte[] message(int flags, List<byte[]> filters) {
    return new QueryMessage(
            5,
            1,
            Stranger.ADDRESS.ip(),
            7946,
            "asker",
            filters,
            flags,
            0,
            1_000_000_000,
            "load",
            null)
        .encode();
  }

  private static void receive(Node node, byte[] message) {
    Stranger.to(node).say(message);
  }
}
