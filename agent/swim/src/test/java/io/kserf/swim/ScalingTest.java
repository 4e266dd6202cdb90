package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScalingTest {
  private static final long MILLI = 1_000_000;

  static List<JsonNode> computed() {
    return Vectors.list("computed", "scaling");
  }

  @ParameterizedTest
  @MethodSource("computed")
  void everyFormulaGivesWhatMemberlistComputes(JsonNode vector) {
    int nodes = vector.path("nodes").intValue();

    assertThat(Scaling.retransmitLimit(2, nodes))
        .isEqualTo(vector.path("retransmit_limit_mult2").intValue());
    assertThat(Scaling.retransmitLimit(4, nodes))
        .isEqualTo(vector.path("retransmit_limit_mult4").intValue());
    assertThat(Scaling.pushPullNanos(30_000 * MILLI, nodes))
        .isEqualTo(vector.path("push_pull_interval_ms_base30s").longValue() * MILLI);
    assertThat(Scaling.suspicionMinNanos(3, nodes, 1_000 * MILLI))
        .isEqualTo(vector.path("suspicion_min_ms_mult3_interval1s").longValue() * MILLI);
    assertThat(Scaling.suspicionMinNanos(4, nodes, 1_000 * MILLI))
        .isEqualTo(vector.path("suspicion_min_ms_mult4_interval1s").longValue() * MILLI);
    assertThat(Scaling.suspicionMinNanos(6, nodes, 5_000 * MILLI))
        .isEqualTo(vector.path("suspicion_min_ms_mult6_interval5s").longValue() * MILLI);
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "4, 2", "5, 2", "100, 2"})
  void confirmationsAreExpectedOnlyIfEnoughOthersCanGiveThem(int members, int expected) {
    assertThat(Scaling.expectedConfirmations(4, members)).isEqualTo(expected);
  }

  @Test
  void noConfirmationIsExpectedWithASmallMultiplier() {
    assertThat(Scaling.expectedConfirmations(1, 100)).isZero();
  }
}
