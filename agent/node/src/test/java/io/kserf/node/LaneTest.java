package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final Backlog<Integer> backlog = new Backlog<>(1000);
  private final Recorder recorder = new Recorder();
  private final Lane<Integer> lane = new Lane<>(recorder, backlog);

  /** Writes down what it is told, and asks for nothing by itself. */
  private static class Recorder implements Flow.Subscriber<Integer> {
    final List<String> heard = new CopyOnWriteArrayList<>();
    volatile Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      heard.add("begin");
    }

    @Override
    public void onNext(Integer item) {
      heard.add(item.toString());
    }

    @Override
    public void onError(Throwable cause) {
      heard.add("error " + cause.getMessage());
    }

    @Override
    public void onComplete() {
      heard.add("end");
    }
  }

  private void awaitHeard(String... words) {
    await().untilAsserted(() -> assertThat(recorder.heard).containsExactly(words));
  }

  private void offer(int... items) {
    for (int item : items) {
      backlog.offer(item);
      lane.signal();
    }
  }

  @Test
  void asManyComeAsWereAskedForAndNoMore() {
    offer(1, 2, 3);
    awaitHeard("begin");

    lane.request(2);
    awaitHeard("begin", "1", "2");
    offer(4);
    lane.request(1);
    awaitHeard("begin", "1", "2", "3");
  }

  @Test
  void theEndComesAfterWhatWaits() {
    offer(1);
    backlog.close();
    lane.signal();
    awaitHeard("begin");

    lane.request(1);

    awaitHeard("begin", "1", "end");
  }

  @Test
  void theEndNeedsNotBeAskedFor() {
    backlog.close();

    lane.signal();

    awaitHeard("begin", "end");
    assertThat(lane.isEnded()).isTrue();
  }

  @Test
  void aSubscriberThatAsksForNothingAtAllHasMadeAMistake() {
    lane.signal();

    lane.request(0);

    awaitHeard("begin", "error a subscriber requested 0 items: ask for 1 or more");
  }

  @Test
  void aSubscriberThatThrowsIsToldAndGetsNoMore() {
    var failing =
        new Recorder() {
          @Override
          public void onNext(Integer item) {
            throw new IllegalStateException("a defect of the application");
          }
        };
    var broken = new Lane<>(failing, backlog);
    broken.request(5);
    offer(1, 2);
    broken.signal();

    await().until(broken::isEnded);
    await()
        .untilAsserted(
            () ->
                assertThat(failing.heard)
                    .containsExactly("begin", "error a defect of the application"));
  }

  @Test
  void oneCallAtATimeInOrderWhoeverSignals() throws Exception {
    lane.request(Long.MAX_VALUE);
    lane.request(Long.MAX_VALUE);
    var done = new CountDownLatch(4);
    for (int i = 0; i < 4; i++) {
      Thread.startVirtualThread(
          () -> {
            IntStream.range(0, 500).forEach(n -> lane.signal());
            done.countDown();
          });
    }
    IntStream.range(0, 500).forEach(this::offer);
    done.await();

    await().untilAsserted(() -> assertThat(recorder.heard).hasSize(501));
    assertThat(recorder.heard.subList(1, 501))
        .isEqualTo(IntStream.range(0, 500).mapToObj(String::valueOf).toList());
  }

  @Test
  void whoCancelsFromWithinACallGetsNoMore() {
    var once =
        new Recorder() {
          @Override
          public void onNext(Integer item) {
            super.onNext(item);
            subscription.cancel();
          }
        };
    var cancelled = new Lane<>(once, backlog);
    cancelled.request(10);
    offer(1, 2, 3);
    cancelled.signal();

    await().until(cancelled::isEnded);
    assertThat(once.heard).containsExactly("begin", "1");
  }
}
