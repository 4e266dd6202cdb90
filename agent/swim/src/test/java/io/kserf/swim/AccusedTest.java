package io.kserf.swim;

import static io.kserf.swim.Instance.address;
import static io.kserf.swim.Instance.alive;
import static io.kserf.swim.Instance.suspect;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What accuser and accused tell each other directly. Six members: a suspicion takes 4 to 24 s. */
class AccusedTest {
  private Instance self = among(Pacing.AHEAD);

  private static Instance among(Pacing pacing) {
    Instance instance =
        Instance.started(
                settings -> {
                  settings.gossipNodes = 0;
                  settings.pacing = pacing;
                })
            .amongTheWell();
    instance.meet(2, 3, 4, 5, 6);
    instance.sent.clear();
    return instance;
  }

  /** With probes, which nobody answers. */
  private static Instance amongTheSilent() {
    Instance instance =
        Instance.started(
            settings -> {
              settings.gossipNodes = 0;
              settings.pacing = Pacing.AHEAD;
            });
    instance.meet(2);
    instance.sent.clear();
    return instance;
  }

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  /** What a member was told in packets that hold nothing else: pings of a suspect do. */
  private List<Message> toldDirectly(int number) {
    return self.sent.stream()
        .filter(packet -> packet.to().equals(address(number)) && packet.messages().size() == 1)
        .map(packet -> packet.messages().getFirst())
        .filter(message -> !(message instanceof Message.Ping))
        .toList();
  }

  @Test
  void whoGaveNoAnswerToAProbeIsToldOfTheSuspicionAtOnce() {
    self = amongTheSilent();
    while (self.logged("Suspect m2 has failed").findAny().isEmpty()) {
      self.time.advanceMillis(1);
    }

    assertThat(toldDirectly(2)).last().isEqualTo(suspect(2, 1, "self"));
  }

  @Test
  void aSuspectIsRemindedWhileTimeGoesOnAndALastTimeBeforeItIsOver() {
    self.hear(suspect(2, 1, "m3"));
    assertThat(toldDirectly(2)).isEmpty();

    self.time.advanceMillis(4_000);
    assertThat(toldDirectly(2)).containsExactly(suspect(2, 1, "self"));
    self.time.advanceMillis(16_000);
    assertThat(toldDirectly(2)).hasSize(5);
    self.time.advanceMillis(3_500);
    assertThat(toldDirectly(2)).hasSize(6);
    self.time.advanceMillis(499);
    assertThat(self.stateOf("m2")).isEqualTo("suspect@1");
    self.time.advanceMillis(1);
    assertThat(self.stateOf("m2")).isEqualTo("dead@1");
  }

  @Test
  void confirmationsThatEndTheTimeLeaveASuspectARoundTrip() {
    confirmedLate();

    self.time.advanceMillis(499);
    assertThat(toldDirectly(2)).last().isEqualTo(suspect(2, 1, "self"));
    assertThat(self.stateOf("m2")).isEqualTo("suspect@1");
    self.time.advanceMillis(1);
    assertThat(self.stateOf("m2")).isEqualTo("dead@1");
  }

  /** With these confirmations a suspicion takes 4 s, which are over. */
  private void confirmedLate() {
    self.hear(suspect(2, 1, "m3"));
    self.time.advanceMillis(10_000);
    self.hear(suspect(2, 1, "m4"));
    self.hear(suspect(2, 1, "m5"));
  }

  @Test
  void theAnswerToTheLastReminderComesInTime() {
    confirmedLate();
    self.time.advanceMillis(400);
    self.hear(alive(2, 2));
    self.time.advance(Duration.ofMinutes(1));

    assertThat(self.stateOf("m2")).isEqualTo("alive@2");
  }

  @Test
  void whoAccusesThisMemberOfWhatItHasRefutedIsToldSo() {
    self.hear(new Message.Suspect(1, "self", "m3"));
    self.sent.clear();
    self.hear(new Message.Suspect(1, "self", "m4"));
    self.hear(new Message.Dead(1, "self", "m5"));

    assertThat(toldDirectly(3)).isEmpty();
    assertThat(toldDirectly(4)).singleElement().matches(AccusedTest::saysThatItIsAlive);
    assertThat(toldDirectly(5)).singleElement().matches(AccusedTest::saysThatItIsAlive);
    assertThat(self.stateOf("self")).as("no need to outbid it again").isEqualTo("alive@2");
  }

  private static boolean saysThatItIsAlive(Message message) {
    return message instanceof Message.Alive alive
        && alive.node().equals("self")
        && alive.incarnation() == 2;
  }

  @Test
  void aLateAccusationByNobodyIsNotAnswered() {
    self.hear(new Message.Suspect(0, "self", "m77"));
    self.hear(new Message.Suspect(0, "self", "self"));
    self.hear(suspect(2, 0, "m3"));

    assertThat(self.sent).isEmpty();
  }

  @Test
  void aFloodOfLateAccusationsIsAnsweredWithinABudget() {
    for (int i = 0; i < 10_000; i++) {
      self.hear(new Message.Suspect(0, "self", "m3"));
    }

    assertThat(self.sent).hasSize(100);
  }

  @Test
  void withSerfsPacingNobodyIsToldDirectly() {
    self = among(Pacing.SERF);
    self.hear(new Message.Suspect(0, "self", "m4"));
    confirmedLate();
    self.time.advanceMillis(0);

    assertThat(toldDirectly(2)).isEmpty();
    assertThat(toldDirectly(4)).isEmpty();
    assertThat(self.stateOf("m2")).isEqualTo("dead@1");
  }
}
