package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.Address;
import io.kserf.swim.JoinTarget;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is looked for after it was reaped, and who is left alone. */
class ForgottenTest {
  private static final long WEEK = Duration.ofDays(7).toNanos();

  private final Forgotten forgotten = new Forgotten();

  private static JoinTarget member(int number) {
    return new JoinTarget(
        "m" + number, Address.ipv4(10, 0, number >> 8 & 0xff, number & 0xff, 7946));
  }

  @Test
  void whoWasReapedAsFailedIsLost() {
    forgotten.lost(member(1), 5, 0);

    assertThat(forgotten.lost(WEEK)).containsExactly(member(1));
    assertThat(forgotten.isDeparted(member(1).address())).isFalse();
  }

  @Test
  void afterAWeekNobodyLooksForItAnyMore() {
    forgotten.lost(member(1), 5, 0);

    assertThat(forgotten.lost(WEEK + 1)).isEmpty();
    assertThat(forgotten.isEmpty()).isTrue();
  }

  @Test
  void theNewestAreKept() {
    for (int i = 0; i < 300; i++) {
      forgotten.lost(member(i), 5, i);
    }

    assertThat(forgotten.lost(300))
        .hasSize(Forgotten.MAX_LOST)
        .startsWith(member(44))
        .endsWith(member(299));
  }

  @Test
  void whoDepartedIsNeitherLostNorToBeDisturbed() {
    forgotten.lost(member(1), 5, 0);
    forgotten.departed(member(1));

    assertThat(forgotten.lost(0)).isEmpty();
    assertThat(forgotten.isDeparted(member(1).address())).isTrue();
  }

  @Test
  void anAddressIsTheSameInBothItsForms() {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1};
    forgotten.departed(new JoinTarget("m1", Address.of(mapped, 7946)));

    assertThat(forgotten.isDeparted(member(1).address())).isTrue();
  }

  @Test
  void aNewerIntentToLeaveIsADepartureAndAnOlderOneIsNot() {
    forgotten.lost(member(1), 5, 0);

    forgotten.onLeaveIntent("m1", 5);
    assertThat(forgotten.lost(0)).containsExactly(member(1));

    forgotten.onLeaveIntent("m1", 6);
    assertThat(forgotten.lost(0)).isEmpty();
    assertThat(forgotten.isDeparted(member(1).address())).isTrue();
  }

  @Test
  void whereSomebodyLivesOrHasFailedSinceNobodyHasDeparted() {
    forgotten.departed(member(1));
    forgotten.departed(member(2));

    forgotten.onAlive(member(1).address());
    forgotten.lost(member(2), 5, 0);

    assertThat(forgotten.isDeparted(member(1).address())).isFalse();
    assertThat(forgotten.isDeparted(member(2).address())).isFalse();
  }

  @Test
  void departuresAreBounded() {
    for (int i = 0; i <= Forgotten.MAX_DEPARTED; i++) {
      forgotten.departed(member(i));
    }

    assertThat(forgotten.isDeparted(member(0).address())).isFalse();
    assertThat(forgotten.isDeparted(member(1).address())).isTrue();
  }
}
