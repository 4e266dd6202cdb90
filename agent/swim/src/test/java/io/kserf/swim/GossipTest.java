package io.kserf.swim;

import static io.kserf.swim.Instance.META;
import static io.kserf.swim.Instance.address;
import static io.kserf.swim.Instance.alive;
import static io.kserf.swim.Instance.dead;
import static io.kserf.swim.Instance.left;
import static io.kserf.swim.Instance.suspect;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GossipTest {
  private final Instance self =
      Instance.started(settings -> settings.probeInterval = Duration.ZERO);

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  @Test
  void aTickTellsAsManyPeersAsConfigured() {
    self.meet(2, 3, 4, 5, 6);
    self.time.advanceMillis(200);

    assertThat(self.sent)
        .hasSize(3)
        .extracting(Instance.Sent::to)
        .doesNotHaveDuplicates()
        .doesNotContain(Instance.ADDRESS);
  }

  @Test
  void aRumourIsToldAsOftenAsTheSizeOfThePoolAsksFor() {
    self.meet(2, 3);
    self.time.advance(Duration.ofSeconds(10));

    assertThat(self.sent(Message.Alive.class))
        .filteredOn(message -> message.node().equals("m3"))
        .hasSize(4);
  }

  @Test
  void withNothingToTellNothingIsSent() {
    self.meet(2, 3);
    self.time.advance(Duration.ofSeconds(10));
    self.sent.clear();
    self.time.advance(Duration.ofSeconds(10));

    assertThat(self.sent).isEmpty();
  }

  @Test
  void withNothingToTellTheFirstPeerEndsTheTick() {
    self.meet(2, 3, 4);
    self.time.advance(Duration.ofSeconds(10));
    int before = self.delegate.askedForBroadcasts;
    self.time.advanceMillis(200);

    assertThat(self.delegate.askedForBroadcasts).isEqualTo(before + 1);
  }

  /** Everything is said, some time ago. */
  private void fallSilent() {
    self.delegate.saysWhenSilent = true;
    self.meet(2, 3, 4);
    self.time.advance(Duration.ofSeconds(10));
    self.sent.clear();
  }

  @Test
  void whoHasNothingToTellDoesNotWakeUp() {
    fallSilent();
    int before = self.delegate.askedForBroadcasts;
    self.time.advance(Duration.ofSeconds(10));

    assertThat(self.delegate.askedForBroadcasts).isEqualTo(before);
  }

  @Test
  void newsAfterASilenceIsToldAtTheTickThatWouldHaveComeWithoutIt() {
    fallSilent();
    self.hear(suspect(2, 1, "m9"));
    long first = millisUntilAPacket();
    self.time.advance(Duration.ofSeconds(10));
    self.time.advanceMillis(73);
    self.sent.clear();
    self.hear(suspect(3, 1, "m9"));
    long second = millisUntilAPacket();

    assertThat(first).isBetween(1L, 200L);
    assertThat((10_073 + second) % 200).isZero();
  }

  private long millisUntilAPacket() {
    long waited = 0;
    while (self.sent.isEmpty()) {
      self.time.advanceMillis(1);
      waited++;
    }
    return waited;
  }

  @Test
  void aLeaveAfterASilenceIsTold() {
    fallSilent();
    self.hear(left(2, 1));
    self.time.advanceMillis(200);

    assertThat(self.sent(Message.Dead.class)).isNotEmpty();
  }

  @Test
  void theDelegatesNewsAfterASilenceIsTold() {
    fallSilent();
    self.delegate.outgoing.add(new byte[] {1});
    self.swim.gossipSoon();
    self.time.advanceMillis(200);

    assertThat(self.sent(Message.User.class)).hasSize(1);
  }

  @Test
  void suspectsAreTold() {
    self.meet(2);
    self.hear(suspect(2, 1, "m9"));
    self.time.advanceMillis(200);

    assertThat(self.sent).extracting(Instance.Sent::to).containsExactly(address(2));
  }

  @Test
  void theDeadAreToldForAWhile() {
    self.meet(2);
    self.hear(dead(2, 1));
    self.time.advance(Duration.ofMillis(29_700));
    self.sent.clear();
    self.hear(alive(3, 1));
    self.hear(left(3, 1));
    self.time.advanceMillis(200);
    assertThat(self.sent).extracting(Instance.Sent::to).containsExactly(address(2));

    self.time.advanceMillis(200);
    self.sent.clear();
    self.time.advance(Duration.ofSeconds(5));
    assertThat(self.sent).isEmpty();
  }

  @Test
  void theLeftAreNotTold() {
    self.meet(2);
    self.hear(left(2, 1));
    self.time.advance(Duration.ofSeconds(5));

    assertThat(self.sent).isEmpty();
  }

  @Test
  void onePacketHoldsOneMessageBareOrSeveralAsACompound() {
    self.meet(2);
    self.time.advance(Duration.ofSeconds(10));
    self.sent.clear();
    self.delegate.outgoing.add(new byte[] {42});
    self.time.advanceMillis(200);
    assertThat(self.sent).singleElement().returns(8, packet -> (int) packet.datagram()[5]);

    self.sent.clear();
    self.delegate.outgoing.add(new byte[] {42});
    self.delegate.outgoing.add(new byte[] {43});
    self.time.advanceMillis(200);
    assertThat(self.sent).singleElement().returns(7, packet -> (int) packet.datagram()[5]);
  }

  @Test
  void whoKnowsChecksumsGetsOne() {
    self.meet(2);
    self.time.advanceMillis(200);

    assertThat(self.sent.getLast().datagram()[0]).isEqualTo((byte) 0x0c);
  }

  @Test
  void whoIsTooOldForChecksumsGetsNone() {
    self.hear(
        new Message.Alive(1, "m2", address(2).ip(), 7946, META, new byte[] {1, 4, 2, 2, 5, 5}));
    self.time.advanceMillis(200);

    assertThat(self.sent.getLast().datagram()[0]).isEqualTo((byte) 7);
  }

  @Test
  void membershipGoesFirstAndTheDelegateFillsTheRest() {
    self.meet(2);
    self.delegate.outgoing.add(new byte[] {42});
    self.time.advanceMillis(200);

    assertThat(self.sent.getFirst().messages()).hasSize(3).last().isInstanceOf(Message.User.class);
  }

  @Test
  void ticksComeInTheGossipInterval() {
    self.meet(2);
    var times = new HashSet<Long>();
    for (int i = 0; i < 1000; i++) {
      int before = self.sent.size();
      self.time.advanceMillis(1);
      self.delegate.outgoing.add(new byte[] {1});
      if (self.sent.size() > before) {
        times.add(self.time.nowNanos() / 1_000_000);
      }
    }
    List<Long> sorted = times.stream().sorted().toList();
    assertThat(sorted).hasSize(5);
    for (int i = 1; i < sorted.size(); i++) {
      assertThat(sorted.get(i) - sorted.get(i - 1)).isEqualTo(200);
    }
  }
}
