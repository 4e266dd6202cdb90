package io.kserf.swim;

import static io.kserf.swim.Instance.alive;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens at the gossip ticks when more waits than a packet holds. */
class DeepQueueTest {
  private static final int PACKETS = 4;
  private static final int PLENTY = 1 << 30;

  private Instance self = startedWith(PLENTY);

  private static Instance startedWith(int extraBytesPerSecond) {
    return Instance.started(
        settings -> {
          settings.probeInterval = Duration.ZERO;
          settings.pacing =
              new Pacing(Duration.ZERO, 0, PACKETS, extraBytesPerSecond, true, true, false);
        });
  }

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  /** Each of these members is news; a packet holds a dozen. */
  private void hearOf(int count) {
    for (int number = 2; number < 2 + count; number++) {
      self.hear(alive(number, 1));
    }
  }

  private Map<Address, List<Instance.Sent>> firstTick() {
    while (self.sent.isEmpty()) {
      self.time.advanceMillis(1);
    }
    return self.sent.stream().collect(Collectors.groupingBy(Instance.Sent::to));
  }

  private static List<String> namesIn(List<Instance.Sent> packets) {
    return packets.stream()
        .flatMap(packet -> packet.messages().stream())
        .map(message -> ((Message.Alive) message).node())
        .toList();
  }

  @Test
  void aPeerGetsSeveralPacketsAndNothingTwice() {
    hearOf(40);

    assertThat(firstTick().values())
        .hasSize(3)
        .allSatisfy(
            packets -> {
              assertThat(packets).hasSizeBetween(2, PACKETS);
              assertThat(namesIn(packets)).doesNotHaveDuplicates().hasSize(41);
            });
  }

  @Test
  void noPeerGetsMorePacketsThanAllowed() {
    hearOf(400);

    assertThat(firstTick().values()).hasSize(3).allSatisfy(p -> assertThat(p).hasSize(PACKETS));
  }

  @Test
  void whatOnePacketHoldsIsOnePacket() {
    hearOf(3);

    assertThat(firstTick().values()).allSatisfy(packets -> assertThat(packets).hasSize(1));
  }

  @Test
  void theBudgetOfBytesHoldsOverTime() {
    int budget = 10_000;
    self = startedWith(budget);
    int seconds = 20;
    for (int number = 2; number < 2_000; number++) {
      self.hear(alive(number, 1));
    }
    self.time.advance(Duration.ofSeconds(seconds));

    int serfs = 5 * seconds * 3 * 1_300;
    int sent = self.sent.stream().mapToInt(packet -> packet.datagram().length).sum();
    assertThat(sent)
        .isBetween(
            serfs + (seconds - 1) * budget, serfs * 14 / 13 + (seconds + 1) * budget + 1_500);
  }

  @Test
  void withoutABudgetAPeerGetsOnePacket() {
    self = startedWith(0);
    hearOf(40);

    assertThat(firstTick().values()).allSatisfy(packets -> assertThat(packets).hasSize(1));
  }
}
