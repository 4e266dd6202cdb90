package io.kserf.daemon.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox outbox = new Outbox();
  private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch reads = new CountDownLatch(1);

  private static byte[] message(int value) {
    return new byte[] {(byte) value};
  }

  /** A client that reads only once it is told to. */
  private void write() {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                reads.await();
                outbox.writeTo(
                    new OutputStream() {
                      @Override
                      public void write(int b) {
                        written.add(b);
                      }
                    });
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  @AfterEach
  void close() {
    reads.countDown();
    outbox.close();
  }

  @Test
  void recordsFollowTheAnswerThatOpensTheirLane() throws InterruptedException {
    Outbox.Lane lane = outbox.newLane();
    assertThat(lane.offer(message(2))).isTrue();
    outbox.answer(message(0));
    outbox.answer(message(1), lane);
    lane.offer(message(3));
    reads.countDown();
    write();
    outbox.flush(Duration.ofSeconds(5));
    assertThat(written).containsExactly(0, 1, 2, 3);
  }

  @Test
  void recordsBeyondALanesRoomAreDroppedAndTheLastOneIsNot() throws InterruptedException {
    Outbox.Lane lane = outbox.newLane();
    outbox.answer(message(0), lane);
    for (int i = 0; i < Outbox.LANE_CAPACITY; i++) {
      assertThat(lane.offer(message(1))).isTrue();
    }
    assertThat(lane.offer(message(2))).isFalse();
    lane.end(message(9));
    reads.countDown();
    write();
    outbox.flush(Duration.ofSeconds(5));
    assertThat(written).hasSize(Outbox.LANE_CAPACITY + 2).endsWith(1, 9);
    assertThat(lane.offer(message(3))).isTrue();
  }

  @Test
  void oneLaneThatIsFullLeavesRoomToOthers() throws InterruptedException {
    Outbox.Lane full = outbox.newLane();
    Outbox.Lane other = outbox.newLane();
    outbox.answer(message(0), full);
    outbox.answer(message(0), other);
    while (full.offer(message(1))) {}
    assertThat(other.offer(message(2))).isTrue();
  }

  @Test
  void answersWaitForTheirPlaceUntilTheClientReadsOrIsGone() throws InterruptedException {
    outbox.answer(new byte[Outbox.BYTES]);
    var waiting = new CountDownLatch(1);
    Thread answering =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    outbox.answer(message(1));
                    waiting.countDown();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().until(() -> answering.getState() == Thread.State.WAITING);
    outbox.close();
    waiting.await();
  }

  @Test
  void aClientThatTakesNothingIsStuck() throws InterruptedException {
    var taken = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                outbox.writeTo(
                    new OutputStream() {
                      @Override
                      public void write(int b) {
                        try {
                          taken.await();
                        } catch (InterruptedException e) {
                          Thread.currentThread().interrupt();
                        }
                      }
                    });
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(outbox.isStuckFor(Duration.ZERO)).isFalse();
    outbox.answer(message(1));
    await().until(() -> outbox.isStuckFor(Duration.ofMillis(20)));
    taken.countDown();
    await().until(() -> !outbox.isStuckFor(Duration.ZERO));
  }
}
