package io.kserf.swim;

import static io.kserf.swim.Instance.alive;
import static io.kserf.swim.Instance.dead;
import static io.kserf.swim.Instance.left;
import static io.kserf.swim.Instance.suspect;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadTest {
  private final Instance self = Instance.started();

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  @Test
  void aDeathAtTheSameIncarnationOverridesAlive() {
    self.hear(alive(2, 3));
    self.hear(dead(2, 3));

    assertThat(self.stateOf("m2")).isEqualTo("dead@3");
    assertThat(self.delegate.events).endsWith("failed m2");
    assertThat(self.gossiped()).contains(dead(2, 3));
    assertThat(self.swim.livingCount()).isEqualTo(1);
  }

  @Test
  void aDeathAtTheSameIncarnationOverridesASuspicion() {
    self.hear(alive(2, 3));
    self.hear(suspect(2, 3, "m9"));
    self.hear(dead(2, 3));

    assertThat(self.stateOf("m2")).isEqualTo("dead@3");
  }

  @Test
  void anOldDeathIsIgnored() {
    self.hear(alive(2, 3));
    self.hear(dead(2, 2));

    assertThat(self.stateOf("m2")).isEqualTo("alive@3");
  }

  @Test
  void theDeathOfAStrangerIsIgnored() {
    self.hear(dead(2, 1));

    assertThat(self.stateOf("m2")).isEqualTo("unknown");
  }

  @Test
  void aDeathThatItsOwnerAnnouncesIsALeave() {
    self.hear(alive(2, 3));
    self.hear(left(2, 3));

    assertThat(self.stateOf("m2")).isEqualTo("left@3");
    assertThat(self.delegate.events).endsWith("left m2");
  }

  @Test
  void nobodyDiesTwice() {
    self.hear(alive(2, 3));
    self.hear(left(2, 3));
    self.hear(dead(2, 9));

    assertThat(self.stateOf("m2")).isEqualTo("left@3");
    assertThat(self.delegate.events).doesNotContain("failed m2");
    assertThat(self.gossiped())
        .filteredOn(Message.Dead.class::isInstance)
        .containsExactly(left(2, 3));
  }
}
