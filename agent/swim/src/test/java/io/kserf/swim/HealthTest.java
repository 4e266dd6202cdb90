package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthTest {
  private final CountingTelemetry telemetry = new CountingTelemetry();
  private final Health health = new Health(8, telemetry);

  @Test
  void theScoreStaysBetweenZeroAndTheMultiplierLessOne() {
    health.improve();
    assertThat(health.score()).isZero();
    health.worsen(100);
    assertThat(health.score()).isEqualTo(7);
    health.improve();
    assertThat(health.score()).isEqualTo(6);
  }

  @Test
  void anIntervalIsStretchedOnceMoreWithEachPoint() {
    assertThat(health.stretch(1000)).isEqualTo(1000);
    health.worsen(2);
    assertThat(health.stretch(1000)).isEqualTo(3000);
  }

  @Test
  void everyChangeIsToldAsAGauge() {
    health.worsen(3);
    assertThat(telemetry.value("memberlist.health.score")).isEqualTo(3);
  }
}
