package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.serf.wire.JoinIntent;
import io.kserf.swim.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BroadcastsTest {
  private final VirtualTimers timers = new VirtualTimers();
  private final Observations seen = new Observations();
  private final Host host = new Host(timers, seen, seen, new SplittableRandom(7));
  private int fresh;
  private long turns;
  private final Broadcasts broadcasts = new Broadcasts(host, 4, () -> 3, false, () -> fresh++);

  private List<byte[]> take(Broadcasts from, int limit) {
    return from.take(Turn.ofAll(++turns), 3, limit);
  }

  @Test
  void intentsGoBeforeQueriesAndQueriesBeforeEvents() {
    byte[] event = new byte[] {3, 0, 0};
    byte[] query = new byte[] {4, 0};
    byte[] intent = new byte[] {1};
    broadcasts.event(event);
    broadcasts.query(query);
    broadcasts.intent(intent);

    assertThat(take(broadcasts, 100)).containsExactly(intent, query, event);
  }

  @Test
  void inTurnsNoKindStarvesAnother() {
    var fair = new Broadcasts(host, 4, () -> 3, true, () -> {});
    byte[] query = new byte[40];
    byte[] event = new byte[41];
    fair.query(query);
    fair.event(event);
    var sent = new ArrayList<byte[]>();
    for (int packet = 0; packet < 3; packet++) {
      flood(fair);
      sent.addAll(take(fair, 100));
    }

    assertThat(sent).contains(query, event);
  }

  @Test
  void withoutTurnsIntentsMayTakeEveryPacket() {
    byte[] event = new byte[41];
    broadcasts.event(event);
    for (int packet = 0; packet < 20; packet++) {
      flood(broadcasts);
      assertThat(take(broadcasts, 100)).doesNotContain(event);
    }
  }

  /** More intents than a packet of a hundred bytes holds. */
  private static void flood(Broadcasts broadcasts) {
    for (int i = 0; i < 10; i++) {
      broadcasts.intent(new byte[20]);
    }
  }

  @Test
  void eachNewMessageIsReportedAsFresh() {
    broadcasts.intent(new byte[1]);
    broadcasts.query(new byte[1]);
    broadcasts.event(new byte[1]);

    assertThat(fresh).isEqualTo(3);
  }

  @Test
  void whatWasSentOftenEnoughIsNotFreshAnyMore() {
    byte[] old = new byte[] {1};
    byte[] fresh = new byte[] {2};
    broadcasts.intent(old);
    take(broadcasts, 100);
    broadcasts.event(fresh);

    assertThat(broadcasts.take(new Turn(++turns, 1), 3, 100)).containsExactly(fresh);
    assertThat(broadcasts.take(new Turn(++turns, 2), 3, 100)).containsExactly(old, fresh);
  }

  @Test
  void eachMessageCostsItsLengthAndTheOverhead() {
    broadcasts.intent(new byte[10]);
    broadcasts.query(new byte[10]);
    broadcasts.event(new byte[10]);

    assertThat(take(broadcasts, 38)).hasSize(2);
    assertThat(take(broadcasts, 39)).hasSize(3);
    assertThat(take(broadcasts, 12)).isEmpty();
  }

  @Test
  void aSmallMessageOfALaterKindFillsTheSpaceThatIsLeft() {
    broadcasts.intent(new byte[50]);
    broadcasts.event(new byte[5]);

    assertThat(take(broadcasts, 20)).containsExactly(new byte[5]);
  }

  @Test
  void whatIsTakenIsSampled() {
    broadcasts.intent(new byte[10]);

    take(broadcasts, 100);

    assertThat(seen.samples.get("serf.msgs.sent")).containsExactly(10.0);
  }

  @Test
  void whoWaitsForAnIntentHearsWhenItWasSentOftenEnough() {
    var finished = new AtomicInteger();
    broadcasts.intent(new JoinIntent(1, "web"), finished::incrementAndGet);

    for (int i = 0; i < 4; i++) {
      timers.advance(Duration.ZERO);
      assertThat(finished).hasValue(0);
      assertThat(take(broadcasts, 100)).hasSize(1);
    }
    assertThat(finished).as("not from within a gossip tick").hasValue(0);
    timers.advance(Duration.ZERO);

    assertThat(finished).hasValue(1);
    assertThat(take(broadcasts, 100)).isEmpty();
  }

  @Test
  void theDepthOfEachQueueIsSampledEveryHalfMinute() {
    broadcasts.start();
    broadcasts.intent(new byte[1]);

    timers.advance(Duration.ofSeconds(61));

    assertThat(seen.samples.get("serf.queue.Intent")).containsExactly(1.0, 1.0);
    assertThat(seen.samples.get("serf.queue.Query")).containsExactly(0.0, 0.0);
    assertThat(seen.samples.get("serf.queue.Event")).containsExactly(0.0, 0.0);
  }

  @Test
  void aDeepQueueIsWarnedOf() {
    broadcasts.start();
    for (int i = 0; i < 128; i++) {
      broadcasts.event(new byte[1]);
    }

    timers.advance(Duration.ofSeconds(30));

    assertThat(seen.log).containsExactly("[WARN] serf: Event queue depth: 128");
  }

  @Test
  void aFloodDoesNotGrowAQueueWithoutBound() {
    for (int i = 0; i < 5000; i++) {
      broadcasts.event(new byte[1]);
    }

    assertThat(broadcasts.eventDepth()).isEqualTo(4096);
    assertThat(seen.log)
        .isEqualTo(
            List.of("[WARN] serf: Event queue depth exceeds limit (4096), dropping messages!"));
  }
}
