package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerfEventsTest {
  private final RecordedLog log = new RecordedLog();
  private final SerfEvents events = new SerfEvents("web1", log);

  private static SerfEvent event(int number) {
    return new SerfEvent.User(number, "e", new byte[0], false);
  }

  private static int number(SerfEvent event) {
    return (int) ((SerfEvent.User) event).lamportTime();
  }

  @Test
  void everySubscriberGetsEveryEventInOrderAndThenTheEnd() throws Exception {
    List<Integer> one = Collections.synchronizedList(new ArrayList<>());
    List<Integer> other = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> first = events.subscribe(event -> one.add(number(event)));
    CompletableFuture<Void> second = events.subscribe(event -> other.add(number(event)));

    IntStream.range(0, 1000).forEach(i -> events.publish(event(i)));
    events.close();

    first.get(5, TimeUnit.SECONDS);
    second.get(5, TimeUnit.SECONDS);
    assertThat(one).isEqualTo(IntStream.range(0, 1000).boxed().toList()).isEqualTo(other);
  }

  @Test
  void aSlowSubscriberIsToldWhileOthersGoOn() throws Exception {
    var gate = new CountDownLatch(1);
    CompletableFuture<Void> slow =
        events.subscribe(
            event -> {
              try {
                gate.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> quick = events.subscribe(event -> seen.add(number(event)));

    for (int i = 0; i < SerfEvents.BACKLOG + 2; i++) {
      events.publish(event(i));
      int published = i + 1;
      await().pollDelay(java.time.Duration.ZERO).until(() -> seen.size() == published);
    }
    gate.countDown();

    await().until(slow::isCompletedExceptionally);
    assertThat(slow.handle((none, e) -> e).get(5, TimeUnit.SECONDS))
        .isInstanceOfAny(SerfException.class, CompletionException.class)
        .hasMessageContaining("1024 events wait for it already");
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN kserf: a subscriber to the events of web1 was dropped");
    assertThat(quick).isNotDone();
  }

  @Test
  void aSubscriberThatThrowsGetsNoMoreAndTheLogSaysSo() {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> subscription =
        events.subscribe(
            event -> {
              seen.add(number(event));
              throw new IllegalStateException("a defect of the application");
            });

    events.publish(event(1));
    await().until(subscription::isCompletedExceptionally);
    events.publish(event(2));

    assertThat(seen).containsExactly(1);
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("ERR kserf: a subscriber to the events of web1 failed and gets no more:")
        .contains("a defect of the application");
  }

  @Test
  void aSubscriberThatAsksForNothingIsToldAsWell() {
    var failure = new CompletableFuture<Throwable>();
    events.subscribe(
        new Flow.Subscriber<SerfEvent>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {}

          @Override
          public void onNext(SerfEvent event) {
            failure.completeExceptionally(new AssertionError("it asked for nothing"));
          }

          @Override
          public void onError(Throwable cause) {
            failure.complete(cause);
          }

          @Override
          public void onComplete() {}
        });

    IntStream.rangeClosed(0, SerfEvents.BACKLOG).forEach(i -> events.publish(event(i)));

    await().until(failure::isDone);
    assertThat(failure.join()).isInstanceOf(SerfException.class);
  }

  @Test
  void aCancelledSubscriberGetsNothingMore() {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> subscription = events.subscribe(event -> seen.add(number(event)));
    events.publish(event(1));
    await().until(() -> seen.size() == 1);

    subscription.cancel(false);
    IntStream.range(0, 3 * SerfEvents.BACKLOG).forEach(i -> events.publish(event(i)));

    assertThat(seen).containsExactly(1);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aSubscriberThatCancelsItselfGetsNothingMoreAndIsNotComplainedAbout() {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    var cancelled = new CountDownLatch(1);
    events.subscribe(
        new Flow.Subscriber<SerfEvent>() {
          private Flow.Subscription subscription;

          @Override
          public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(SerfEvent event) {
            seen.add(number(event));
            subscription.cancel();
            cancelled.countDown();
          }

          @Override
          public void onError(Throwable cause) {
            seen.add(-1);
          }

          @Override
          public void onComplete() {
            seen.add(-2);
          }
        });
    events.publish(event(1));
    await().until(() -> cancelled.getCount() == 0);

    IntStream.range(0, 3 * SerfEvents.BACKLOG).forEach(i -> events.publish(event(i)));
    events.close();

    assertThat(seen).containsExactly(1);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void theFirstSubscriberLearnsWhatHappenedBeforeIt() {
    List<Integer> first = Collections.synchronizedList(new ArrayList<>());
    List<Integer> second = Collections.synchronizedList(new ArrayList<>());
    events.publish(event(1));

    events.subscribe(event -> first.add(number(event)));
    events.subscribe(event -> second.add(number(event)));
    events.publish(event(2));

    await().untilAsserted(() -> assertThat(first).containsExactly(1, 2));
    await().untilAsserted(() -> assertThat(second).containsExactly(2));
  }

  @Test
  void tooMuchBeforeTheFirstSubscriberIsForgottenWhole() {
    IntStream.rangeClosed(0, SerfEvents.EARLY).forEach(i -> events.publish(event(i)));
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());

    events.subscribe(event -> seen.add(number(event)));
    events.publish(event(1000));

    await().untilAsserted(() -> assertThat(seen).containsExactly(1000));
  }

  @Test
  void whoSubscribesAfterTheEndIsToldOfTheEnd() throws Exception {
    events.close();

    events.subscribe(event -> {}).get(5, TimeUnit.SECONDS);
  }
}
