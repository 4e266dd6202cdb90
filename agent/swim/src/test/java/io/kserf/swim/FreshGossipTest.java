package io.kserf.swim;

import static io.kserf.swim.Instance.alive;
import static io.kserf.swim.Instance.dead;
import static io.kserf.swim.Instance.left;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** News that goes out ahead of the gossip tick. */
class FreshGossipTest {
  private static final int BUDGET = Pacing.AHEAD.freshPackets();

  private Instance self = startedWith(Pacing.AHEAD);

  private static Instance startedWith(Pacing pacing) {
    Consumer<Settings> settings =
        changed -> {
          changed.probeInterval = Duration.ZERO;
          changed.pacing = pacing;
        };
    return Instance.started(settings);
  }

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  /** A pool of five others, of whom all is said; the last tick was a moment ago. */
  private void settle() {
    self.meet(2, 3, 4, 5, 6);
    self.time.advance(Duration.ofSeconds(10));
    self.sent.clear();
    self.delegate.outgoing.add(new byte[1]);
    while (self.sent.isEmpty()) {
      self.time.advanceMillis(1);
    }
    self.sent.clear();
  }

  @Test
  void aRumourIsToldToAsManyPeersAsAtATickWithoutWaitingForIt() {
    settle();
    self.hear(dead(2, 1));
    self.time.advanceMillis(4);
    assertThat(self.sent).isEmpty();

    self.time.advanceMillis(1);

    assertThat(self.sent).hasSize(3).extracting(Instance.Sent::to).doesNotHaveDuplicates();
    assertThat(self.sent(Message.Dead.class)).hasSize(3);
  }

  @Test
  void newsOfAFewMillisecondsShareAPacket() {
    settle();
    self.hear(dead(2, 1));
    self.time.advanceMillis(3);
    self.hear(dead(3, 1));
    self.time.advanceMillis(20);

    assertThat(self.sent).hasSize(3).allSatisfy(p -> assertThat(p.messages()).hasSize(2));
  }

  @Test
  void aRumourIsStillToldAsOftenAsTheSizeOfThePoolAsksFor() {
    settle();
    self.hear(dead(2, 1));
    self.time.advance(Duration.ofSeconds(3));

    assertThat(self.sent(Message.Dead.class)).hasSize(4);
  }

  @Test
  void theLastTimeIsLeftToATick() {
    settle();
    self.hear(dead(2, 1));
    self.time.advanceMillis(100);
    assertThat(self.sent(Message.Dead.class)).hasSize(3);

    self.time.advanceMillis(100);
    assertThat(self.sent(Message.Dead.class)).hasSize(4);
  }

  @Test
  void whatWasToldBeforeStaysWithTheTicks() {
    settle();
    for (int number = 20; number < 30; number++) {
      self.hear(alive(number, 1));
    }
    self.time.advanceMillis(20);
    self.sent.clear();
    self.hear(dead(2, 1));
    self.time.advanceMillis(20);

    assertThat(self.sent)
        .allSatisfy(p -> assertThat(p.messages()).hasOnlyElementsOfType(Message.Dead.class));
  }

  @Test
  void aStormOfNewsCausesNoMorePacketsThanTheBudgetAllows() {
    settle();
    for (int turn = 1; turn <= 180; turn++) {
      self.hear(alive(2, 1 + turn));
      self.time.advanceMillis(1);
    }

    assertThat(self.sent).hasSize(BUDGET);
  }

  @Test
  void eachTickBringsANewBudget() {
    settle();
    for (int turn = 1; turn <= 1_000; turn++) {
      self.hear(alive(2, 1 + turn));
      self.time.advanceMillis(1);
    }

    assertThat(self.sent).hasSizeBetween(5 * BUDGET, 5 * (BUDGET + 3));
  }

  @Test
  void aBurstThatDoesNotFitIntoAPacketGoesOnInTheNext() {
    settle();
    for (int number = 10; number < 60; number++) {
      self.hear(alive(number, 1));
    }
    self.time.advanceMillis(30);

    assertThat(self.sent).hasSizeBetween(4, BUDGET);
    assertThat(self.sent(Message.Alive.class).stream().map(Message.Alive::node).distinct())
        .hasSize(50);
  }

  @Test
  void aDeathGoesAheadAndALeaveWaits() {
    settle();
    self.hear(left(2, 1));
    self.time.advanceMillis(20);
    assertThat(self.sent).isEmpty();

    self.hear(dead(3, 1));
    self.time.advanceMillis(5);
    assertThat(self.sent).isNotEmpty();
  }

  @Test
  void whatTheDelegateReportsGoesAheadAsWell() {
    settle();
    self.delegate.outgoing.add(new byte[] {42});
    self.swim.gossipSoon();
    self.time.advanceMillis(5);

    assertThat(self.sent(Message.User.class)).hasSize(1);
  }

  @Test
  void withSerfsPacingEverythingWaits() {
    self = startedWith(Pacing.SERF);
    settle();
    self.hear(dead(2, 1));
    self.swim.gossipSoon();
    self.time.advanceMillis(190);
    assertThat(self.sent).isEmpty();

    self.time.advanceMillis(10);
    assertThat(self.sent).hasSize(3);
  }

  @Test
  void whereThereAreNoMoreCopiesThanPeersEverythingWaits() {
    self =
        Instance.started(
            settings -> {
              settings.probeInterval = Duration.ZERO;
              settings.pacing = Pacing.AHEAD;
              settings.gossipNodes = 4;
            });
    settle();
    self.hear(dead(2, 1));
    self.time.advanceMillis(190);

    assertThat(self.sent).isEmpty();
  }

  @Test
  void whoDoesNotGossipSendsNothingAheadEither() {
    self =
        Instance.started(
            settings -> {
              settings.probeInterval = Duration.ZERO;
              settings.pacing = Pacing.AHEAD;
              settings.gossipNodes = 0;
            });
    self.meet(2, 3);
    self.time.advance(Duration.ofSeconds(1));

    assertThat(List.copyOf(self.sent)).isEmpty();
  }
}
