package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncarnationTest {
  private final Incarnation incarnation = new Incarnation();

  @Test
  void theFirstOneOfAMemberIsOne() {
    assertThat(incarnation.next()).isEqualTo(1);
  }

  @Test
  void theFirstOneAfterARestartIsAboveAllThatWereAnnounced() {
    incarnation.resume(65);
    assertThat(incarnation.next()).isEqualTo(66);
  }

  @Test
  void anAccusationIsOutbid() {
    incarnation.next();
    assertThat(incarnation.outbid(7)).isEqualTo(8);
    assertThat(incarnation.outbid(3)).isEqualTo(9);
  }

  @Test
  void noIncarnationIsAboveTheLast() {
    assertThat(incarnation.outbid(Incarnation.MAX)).isEqualTo(Incarnation.MAX);
    assertThat(incarnation.next()).isEqualTo(Incarnation.MAX);
  }

  /** Above the last there is none, and whoever drove a member there must not keep it there. */
  @ParameterizedTest
  @ValueSource(longs = {MergeRules.MOST_AHEAD, Incarnation.MAX})
  void aFormerRunThatWasDrivenFarUpIsForgotten(long last) {
    incarnation.resume(last);
    assertThat(incarnation.next()).isEqualTo(1);
  }
}
