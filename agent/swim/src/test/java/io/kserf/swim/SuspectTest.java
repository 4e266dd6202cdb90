package io.kserf.swim;

import static io.kserf.swim.Instance.alive;
import static io.kserf.swim.Instance.dead;
import static io.kserf.swim.Instance.suspect;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuspectTest {
  private final Instance self = Instance.started().amongTheWell();

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  @Test
  void aSuspectRumourAtTheSameIncarnationOverridesAlive() {
    self.hear(alive(2, 3));
    self.hear(suspect(2, 3, "m9"));

    assertThat(self.stateOf("m2")).isEqualTo("suspect@3");
    assertThat(self.gossiped()).contains(suspect(2, 3, "m9"));
    assertThat(self.delegate.events).as("a suspect is not gone").endsWith("join m2");
  }

  @Test
  void aSuspectRumourAtAHigherIncarnationBringsThatIncarnation() {
    self.hear(alive(2, 3));
    self.hear(suspect(2, 8, "m9"));

    assertThat(self.stateOf("m2")).isEqualTo("suspect@8");
  }

  @Test
  void anOldSuspicionIsIgnored() {
    self.hear(alive(2, 3));
    self.hear(suspect(2, 2, "m9"));

    assertThat(self.stateOf("m2")).isEqualTo("alive@3");
  }

  @Test
  void aSuspicionOfAStrangerIsIgnored() {
    self.hear(suspect(2, 1, "m9"));

    assertThat(self.stateOf("m2")).isEqualTo("unknown");
    assertThat(self.gossiped()).noneMatch(Message.Suspect.class::isInstance);
  }

  @Test
  void theDeadAreNotSuspected() {
    self.hear(alive(2, 3));
    self.hear(dead(2, 3));
    self.hear(suspect(2, 4, "m9"));

    assertThat(self.stateOf("m2")).isEqualTo("dead@3");
  }

  @Test
  void aConfirmationIsPassedOnInItsOwnersName() {
    self.meet(2, 3, 4, 5, 6);
    self.hear(suspect(2, 1, "m3"));
    self.hear(suspect(2, 1, "m4"));

    assertThat(self.gossiped()).contains(suspect(2, 1, "m4"));
  }

  @Test
  void anAccusationOfWhatCameAfterARefutationBeginsANewSuspicion() {
    self.meet(2, 3, 4, 5, 6);
    self.hear(suspect(2, 1, "m3"));
    self.time.advance(Duration.ofSeconds(20));
    self.hear(suspect(2, 2, "m4"));
    self.hear(suspect(2, 2, "m5"));
    self.hear(suspect(2, 2, "m6"));
    assertThat(self.stateOf("m2")).isEqualTo("suspect@2");

    self.time.advanceMillis(3_900);
    assertThat(self.stateOf("m2")).as("the shortest time is 4 s").isEqualTo("suspect@2");
    self.time.advanceMillis(200);
    assertThat(self.stateOf("m2")).isEqualTo("dead@2");
  }

  @Test
  void aRepeatedAccusationIsNotPassedOn() {
    self.meet(2, 3, 4, 5, 6);
    self.hear(suspect(2, 1, "m3"));
    self.hear(suspect(2, 1, "m4"));
    self.hear(suspect(2, 1, "m3"));

    assertThat(self.gossiped())
        .filteredOn(Message.Suspect.class::isInstance)
        .containsExactly(suspect(2, 1, "m4"));
  }

  @Test
  void aSuspectThatNobodyConfirmsDiesAfterTheLongestTimeout() {
    self.meet(2, 3, 4, 5, 6);
    self.hear(suspect(2, 1, "m3"));
    self.time.advance(Duration.ofSeconds(24).minusMillis(1));
    assertThat(self.stateOf("m2")).isEqualTo("suspect@1");

    self.time.advanceMillis(1);
    assertThat(self.stateOf("m2")).isEqualTo("dead@1");
    assertThat(self.delegate.events).endsWith("failed m2");
    assertThat(self.telemetry.count("memberlist.degraded.timeout")).isEqualTo(1);
    assertThat(self.gossiped()).contains(new Message.Dead(1, "m2", "self"));
  }

  @Test
  void aSuspectThatEnoughOthersConfirmDiesAfterTheShortestTimeout() {
    self.meet(2, 3, 4, 5, 6);
    self.hear(suspect(2, 1, "m3"));
    self.hear(suspect(2, 1, "m4"));
    self.hear(suspect(2, 1, "m5"));
    self.time.advance(Duration.ofSeconds(4).minusMillis(1));
    assertThat(self.stateOf("m2")).isEqualTo("suspect@1");

    self.time.advanceMillis(1);
    assertThat(self.stateOf("m2")).isEqualTo("dead@1");
    assertThat(self.telemetry.count("memberlist.degraded.timeout")).isZero();
    assertThat(self.logged("Marking m2 as failed, suspect timeout reached (2 peer confirmations)"))
        .hasSize(1);
  }

  @Test
  void confirmationsAfterTheShortestTimeoutKillAtOnce() {
    self.meet(2, 3, 4, 5, 6);
    self.hear(suspect(2, 1, "m3"));
    self.time.advance(Duration.ofSeconds(10));
    self.hear(suspect(2, 1, "m4"));
    self.hear(suspect(2, 1, "m5"));
    self.time.advanceMillis(0);

    assertThat(self.stateOf("m2")).isEqualTo("dead@1");
  }

  @Test
  void inAPoolOfThreeNobodyCanConfirm() {
    self.meet(2, 3);
    self.hear(suspect(2, 1, "m3"));
    self.time.advance(Duration.ofSeconds(4));

    assertThat(self.stateOf("m2")).isEqualTo("dead@1");
  }

  @Test
  void aDeathInTheMeantimeEndsTheSuspicion() {
    self.meet(2, 3);
    self.hear(suspect(2, 1, "m3"));
    self.hear(dead(2, 1));
    self.time.advance(Duration.ofSeconds(10));

    assertThat(self.delegate.events).containsOnlyOnce("failed m2");
  }
}
