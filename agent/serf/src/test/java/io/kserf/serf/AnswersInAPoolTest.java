package io.kserf.serf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.serf.TestPool.Node;
import io.kserf.serf.wire.QueryMessage;
import io.kserf.serf.wire.QueryResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be answered to a query, and what becomes of the answer. */
class AnswersInAPoolTest {
  private final TestPool pool = new TestPool();
  private final Replies replies = new Replies();

  @Test
  void answersComeBackToTheAsker() {
    List<Node> nodes = pool.startJoined("a", "b", "c");
    replies.ask(nodes.getFirst(), QueryParams.DEFAULT);
    pool.advance(Duration.ofSeconds(1));

    nodes.forEach(node -> node.seen.firstQuery().responder().respond("0.42".getBytes(UTF_8)));
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard())
        .containsExactlyInAnyOrder("a: 0.42", "b: 0.42", "c: 0.42", "done")
        .endsWith("done");
    assertThat(nodes.getFirst().seen.counters).containsEntry("serf.query_responses", 3L);
  }

  @Test
  void ofAMembersAnswersOnlyTheFirstCounts() {
    Node a = pool.start("a");
    Stranger stranger = Stranger.among(pool, a);
    replies.ask(a, QueryParams.DEFAULT);
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
  void aQueryIsAnsweredOnceAtMost() {
    Node a = pool.start("a");
    replies.ask(a, QueryParams.DEFAULT);
    a.seen.firstQuery().responder().respond(new byte[] {1});

    assertThatThrownBy(() -> a.seen.firstQuery().responder().respond(new byte[] {1}))
        .isInstanceOf(SerfException.class)
        .hasMessage("response already sent");
  }

  @Test
  void anAnswerAfterTheDeadlineIsRefused() {
    Node a = pool.start("a");
    replies.ask(a, timeout(Duration.ofSeconds(1)));
    pool.advance(Duration.ofMillis(1_001));

    assertThatThrownBy(() -> a.seen.firstQuery().responder().respond(new byte[0]))
        .isInstanceOf(SerfException.class)
        .hasMessage("response is past the deadline");
  }

  @Test
  void aQueryTellsWhetherThereIsTimeToAnswer() {
    Node a = pool.start("a");
    replies.ask(a, timeout(Duration.ofSeconds(1)));
    SerfEvent.Query query = a.seen.firstQuery();

    pool.advance(Duration.ofSeconds(1));
    assertThat(query.isOpen(pool.timers.nowNanos())).isTrue();
    query.responder().respond(new byte[0]);

    pool.advance(Duration.ofNanos(1));
    assertThat(query.isOpen(pool.timers.nowNanos())).isFalse();
  }

  @Test
  void aDeadlineBeyondTheEndOfTheClockIsOpenForEver() {
    var query = new SerfEvent.Query(1, "load", new byte[0], Long.MAX_VALUE + 5, payload -> {});

    assertThat(query.isOpen(Long.MAX_VALUE - 5)).isTrue();
  }

  @Test
  void anAnswerThatIsTooLargeIsRefusedAndAShorterOneStillGoes() {
    Node a = pool.start("a");
    replies.ask(a, QueryParams.DEFAULT);

    assertThatThrownBy(() -> a.seen.firstQuery().responder().respond(new byte[1024]))
        .isInstanceOf(SerfException.class)
        .hasMessage("response exceeds limit of 1024 bytes");
    a.seen.firstQuery().responder().respond("short".getBytes(UTF_8));
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard()).containsExactly("a: short", "done");
  }

  @Test
  void anAnswerToNoQueryOfOursIsOnlyLogged() {
    Node a = pool.start("a");

    Stranger.to(a).say(new QueryResponse(7, 1, "b", 0, null));

    assertThat(a.seen.log)
        .contains("[WARN] serf: reply for non-running query (LTime: 7, ID: 1, From: b)");
  }

  @Test
  void anAnswerWithAnotherIdIsOnlyLogged() {
    Node a = pool.start("a");
    replies.ask(a, QueryParams.DEFAULT);

    Stranger.to(a).say(new QueryResponse(1, -1L & 0xffffffffL, "b", 0, null));
    pool.advance(Duration.ofSeconds(5));

    assertThat(replies.heard()).containsExactly("done");
    assertThat(a.seen.log).anyMatch(line -> line.contains("query reply ID mismatch"));
  }

  @Test
  void aQueryWithoutAnAddressIsDeliveredThoughNobodyCanBeAnswered() {
    Node a = pool.start("a");

    Stranger.to(a)
        .say(
            new QueryMessage(
                5, 1, null, 0, "asker", null, QueryMessage.ACK, 0, 1_000_000_000, "load", null));

    assertThat(a.seen.queries()).hasSize(1);
    assertThat(a.seen.log).anyMatch(line -> line.contains("failed to send ack for query load"));
    assertThatThrownBy(() -> a.seen.firstQuery().responder().respond(new byte[0]))
        .isInstanceOf(SerfException.class)
        .hasMessageContaining("cannot be sent to");
  }

  @Test
  void aListenerThatFailsDoesNotHarmTheInstance() {
    Node a = pool.start("a");
    a.serf.query(
        "load",
        new byte[0],
        Replies.acknowledged(0),
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

  private static QueryParams timeout(Duration timeout) {
    return new QueryParams(List.of(), Map.of(), false, 0, timeout);
  }
}
