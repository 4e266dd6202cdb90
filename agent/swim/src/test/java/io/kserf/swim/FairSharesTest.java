package io.kserf.swim;

import static io.kserf.swim.Instance.alive;
import static io.kserf.swim.Instance.dead;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Membership and the delegate's messages in the same packets. */
class FairSharesTest {
  private static final Pacing FAIR = new Pacing(Duration.ZERO, 0, 1, 0, false, true, false);

  private Instance self = startedWith(FAIR);

  private static Instance startedWith(Pacing pacing) {
    return Instance.started(
        settings -> {
          settings.probeInterval = Duration.ZERO;
          settings.pacing = pacing;
        });
  }

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  /** Each member is news that has to be told several times. */
  private void floodOfRumours() {
    for (int number = 2; number < 200; number++) {
      self.hear(alive(number, 1));
    }
  }

  private List<Message> firstPackets(int count) {
    while (self.sent.size() < count) {
      self.time.advanceMillis(200);
    }
    return self.sent.stream().limit(count).flatMap(p -> p.messages().stream()).toList();
  }

  @Test
  void rumoursDoNotStarveTheDelegatesMessages() {
    floodOfRumours();
    self.delegate.outgoing.add(new byte[1_000]);

    assertThat(firstPackets(2)).hasAtLeastOneElementOfType(Message.User.class);
  }

  @Test
  void theDelegatesMessagesDoNotStarveRumours() {
    self.meet(2, 3, 4);
    self.time.advance(Duration.ofSeconds(10));
    self.sent.clear();
    for (int i = 0; i < 100; i++) {
      self.delegate.outgoing.add(new byte[1_300]);
    }
    self.hear(dead(2, 1));

    assertThat(firstPackets(2)).hasAtLeastOneElementOfType(Message.Dead.class);
  }

  @Test
  void inSerfsOrderRumoursTakeAllTheyNeed() {
    self = startedWith(Pacing.SERF);
    floodOfRumours();
    self.delegate.outgoing.add(new byte[1_000]);

    assertThat(firstPackets(10)).hasOnlyElementsOfType(Message.Alive.class);
  }

  @Test
  void whatFitsIntoOnePacketGoesInOnePacket() {
    self.meet(2);
    for (int i = 0; i < 4; i++) {
      self.delegate.outgoing.add(new byte[] {42});
      self.hear(alive(2, 2 + i));
      self.sent.clear();
      self.time.advanceMillis(200);

      assertThat(self.sent)
          .first()
          .satisfies(
              packet ->
                  assertThat(packet.messages())
                      .hasAtLeastOneElementOfType(Message.User.class)
                      .hasAtLeastOneElementOfType(Message.Alive.class));
    }
  }
}
