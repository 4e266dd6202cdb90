package io.kserf.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.QueryListener;
import io.kserf.serf.SerfException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class QueryTest {
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Query query = new Query("load");
  private final QueryListener pool = query.listener(stopping::get);

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void allThatCameIsThereAtTheDeadline() {
    CompletableFuture<QueryResult> result = query.result();
    pool.onAck("a");
    pool.onResponse("a", bytes("0.1"));
    pool.onAck("b");
    assertThat(result).isNotDone();

    pool.onDone();

    assertThat(result).succeedsWithin(5, TimeUnit.SECONDS);
    assertThat(result.join().acks()).containsExactly("a", "b");
    assertThat(result.join().texts()).isEqualTo(Map.of("a", "0.1"));
    assertThat(query.await().texts()).isEqualTo(Map.of("a", "0.1"));
  }

  @Test
  void whoWaitsForSomeReturnsWithTheLastOfThem() {
    pool.onResponse("a", bytes("1"));
    pool.onAck("b");
    pool.onResponse("c", bytes("2"));
    pool.onResponse("d", bytes("3"));

    QueryResult result = query.await(List.of("a", "c"));

    assertThat(result.texts().keySet()).containsExactly("a", "c");
    assertThat(result.acks()).containsExactly("b");
    assertThat(query.await(List.of()).responses()).isEmpty();
  }

  @Test
  void whoIsMissingAtTheDeadlineIsNotWaitedFor() {
    pool.onResponse("a", bytes("1"));
    pool.onDone();

    assertThat(query.await(List.of("a", "silent")).texts()).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void everyReaderBeginsWithTheFirstReply() {
    pool.onAck("a");
    pool.onResponse("a", bytes("1"));
    assertThat(query.stream().findFirst()).contains(new QueryReply.Ack("a"));
    pool.onDone();

    assertThat(query.stream().map(QueryReply::from)).containsExactly("a", "a");
    var received = new CopyOnWriteArrayList<String>();
    query.subscribe(oneByOne(received));
    await().untilAsserted(() -> assertThat(received).containsExactly("a", "a", "end"));
  }

  @Test
  void aStreamGivesEachReplyAsItComes() {
    var received = new CopyOnWriteArrayList<String>();
    Thread.startVirtualThread(() -> query.stream().map(QueryReply::from).forEach(received::add));

    pool.onAck("a");
    await().untilAsserted(() -> assertThat(received).containsExactly("a"));
    pool.onAck("b");
    await().untilAsserted(() -> assertThat(received).containsExactly("a", "b"));
  }

  @Test
  void whatComesAfterTheCloseIsNotHeard() {
    pool.onAck("a");
    query.close();
    pool.onAck("b");
    pool.onDone();

    assertThat(query.await().acks()).containsExactly("a");
  }

  @Test
  void theEndOfTheMemberIsNoEndOfTheQuery() {
    var received = new CopyOnWriteArrayList<String>();
    query.subscribe(oneByOne(received));
    pool.onAck("a");
    stopping.set(true);
    pool.onDone();

    assertThatThrownBy(query::await)
        .isInstanceOf(SerfException.class)
        .hasMessage("the member has stopped before the end of the query");
    assertThatThrownBy(() -> query.await(List.of("silent"))).isInstanceOf(SerfException.class);
    await()
        .untilAsserted(
            () ->
                assertThat(received)
                    .containsExactly("a", "the member has stopped before the end of the query"));
  }

  @Test
  void moreBytesThanAllowedFailIt() {
    byte[] half = new byte[Query.MAX_BYTES / 2];
    pool.onResponse("a", half);
    pool.onResponse("b", half);
    assertThat(query.stream().limit(2)).hasSize(2);

    pool.onResponse("c", new byte[1]);

    assertThatThrownBy(query::await)
        .hasMessageStartingWith("the responses to query 'load' have more than 67108864 bytes");
  }

  @Test
  void whoeverWaitsCanBeInterrupted() throws Exception {
    var outcome = new CompletableFuture<String>();
    Thread waiting =
        Thread.startVirtualThread(
            () -> {
              try {
                query.await();
              } catch (SerfException e) {
                outcome.complete(e.getMessage() + " " + Thread.currentThread().isInterrupted());
              }
            });

    waiting.interrupt();

    assertThat(outcome.get(5, TimeUnit.SECONDS))
        .isEqualTo("interrupted while waiting for replies to query 'load' true");
  }

  /** Asks for one reply at a time. */
  private static Flow.Subscriber<QueryReply> oneByOne(List<String> received) {
    return new Flow.Subscriber<>() {
      private Flow.Subscription subscription;

      @Override
      public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
      }

      @Override
      public void onNext(QueryReply reply) {
        received.add(reply.from());
        subscription.request(1);
      }

      @Override
      public void onError(Throwable cause) {
        received.add(cause.getMessage());
      }

      @Override
      public void onComplete() {
        received.add("end");
      }
    };
  }
}
