package io.kserf.swim;

import static io.kserf.swim.Instance.ADDRESS;
import static io.kserf.swim.Instance.META;
import static io.kserf.swim.Instance.alive;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefutationTest {
  private final Instance self = Instance.started();

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  @Test
  void aSuspicionOfThisMemberIsRefutedWithTheNextIncarnation() {
    self.hear(new Message.Suspect(1, "self", "m2"));

    assertRefutedWith(2);
    assertThat(self.logged("Refuting a suspect message (from: m2)")).hasSize(1);
  }

  @Test
  void aDeathOfThisMemberIsRefuted() {
    self.hear(new Message.Dead(1, "self", "m2"));

    assertRefutedWith(2);
    assertThat(self.delegate.events).containsExactly("join self");
  }

  @Test
  void aLeaveInThisMembersNameIsRefuted() {
    self.hear(new Message.Dead(1, "self", "self"));

    assertRefutedWith(2);
  }

  @Test
  void anAccusationFromALifeBeforeTheRestartIsOutbid() {
    self.hear(new Message.Dead(41, "self", "m2"));

    assertRefutedWith(42);
  }

  @Test
  void anOldAccusationNeedsNoAnswer() {
    self.hear(new Message.Suspect(0, "self", "m2"));

    assertThat(self.stateOf("self")).isEqualTo("alive@1");
  }

  @Test
  void aClaimOfAnotherMetaIsRefuted() {
    self.hear(alive("self", ADDRESS, 1, new byte[] {1}));

    assertRefutedWith(2);
  }

  @Test
  void aClaimOfOtherVersionsIsRefuted() {
    self.hear(
        new Message.Alive(
            1, "self", ADDRESS.ip(), ADDRESS.port(), META, new byte[] {1, 4, 2, 2, 5, 5}));

    assertRefutedWith(2);
  }

  @Test
  void aClaimOfAHigherIncarnationIsOutbid() {
    self.hear(alive("self", ADDRESS, 7, META));

    assertRefutedWith(8);
  }

  @Test
  void itsOwnEchoNeedsNoAnswer() {
    self.hear(alive("self", ADDRESS, 1, META));

    assertThat(self.stateOf("self")).isEqualTo("alive@1");
    assertThat(self.swim.healthScore()).isZero();
  }

  @Test
  void anOldEchoNeedsNoAnswer() {
    self.hear(alive("self", ADDRESS, 7, META));
    self.hear(alive("self", ADDRESS, 6, new byte[] {1}));

    assertThat(self.stateOf("self")).isEqualTo("alive@8");
  }

  @Test
  void refutationsFollowEachOtherUpwards() {
    self.hear(new Message.Suspect(1, "self", "m2"));
    self.hear(new Message.Suspect(2, "self", "m2"));
    self.hear(new Message.Suspect(2, "self", "m3"));

    assertThat(self.stateOf("self")).isEqualTo("alive@3");
  }

  @Test
  void aRefutationStandsBesideTheFirstAnnouncement() {
    self.hear(new Message.Suspect(1, "self", "m2"));

    assertThat(self.gossiped())
        .extracting(message -> ((Message.Alive) message).incarnation())
        .as("as the name of one is the member's, of the other its address")
        .containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void theHighestIncarnationCannotBeOutbidAndDoesNotWrapAround() {
    self.hear(new Message.Dead(1L << 31, "self", "m2"));
    self.hear(new Message.Dead(Incarnation.MAX, "self", "m2"));

    assertThat(self.stateOf("self")).isEqualTo("alive@" + Incarnation.MAX);
    self.hear(new Message.Dead(Incarnation.MAX, "self", "m2"));
    assertThat(self.stateOf("self")).isEqualTo("alive@" + Incarnation.MAX);
  }

  @Test
  void whoHasLeftRefutesNothing() {
    self.swim.leave(Duration.ZERO, new Outcome<>());
    self.hear(new Message.Suspect(1, "self", "m2"));
    self.hear(new Message.Dead(9, "self", "m2"));
    self.hear(alive("self", ADDRESS, 9, META));

    assertThat(self.stateOf("self")).isEqualTo("left@1");
  }

  private void assertRefutedWith(long incarnation) {
    assertThat(self.stateOf("self")).isEqualTo("alive@" + incarnation);
    assertThat(self.swim.healthScore()).isEqualTo(1);
    var alive =
        new Message.Alive(
            incarnation, "self", ADDRESS.ip(), ADDRESS.port(), META, Instance.VERSIONS);
    assertThat(self.gossiped())
        .anySatisfy(message -> assertThat(message).usingRecursiveComparison().isEqualTo(alive));
  }
}
