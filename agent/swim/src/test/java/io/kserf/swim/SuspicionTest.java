package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuspicionTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  static List<JsonNode> computed() {
    return Vectors.list("computed", "suspicion_remaining");
  }

  @ParameterizedTest
  @MethodSource("computed")
  void theTimeLeftIsWhatMemberlistComputes(JsonNode vector) {
    long total =
        Suspicion.timeoutNanos(
            vector.path("confirmations").intValue(),
            vector.path("k").intValue(),
            vector.path("min_ms").longValue() * MILLI,
            vector.path("max_ms").longValue() * MILLI);

    assertThat(total / MILLI - vector.path("elapsed_ms").longValue())
        .isEqualTo(vector.path("remaining_ms").longValue());
  }

  @Test
  void aSuspicionStartsWithTheLongestTimeout() {
    assertThat(suspicion(3).remainingNanos(0)).isEqualTo(24 * SECOND);
  }

  @Test
  void withoutExpectedConfirmationsItStartsWithTheShortest() {
    assertThat(suspicion(0).remainingNanos(0)).isEqualTo(4 * SECOND);
  }

  @Test
  void eachNewAccuserShortensTheTimeout() {
    var suspicion = suspicion(2);
    assertThat(suspicion.confirm("b")).isTrue();
    assertThat(suspicion.remainingNanos(SECOND)).isBetween(10 * SECOND, 11 * SECOND);
    assertThat(suspicion.confirm("c")).isTrue();
    assertThat(suspicion.remainingNanos(SECOND)).isEqualTo(3 * SECOND);
    assertThat(suspicion.lacksConfirmations()).isFalse();
  }

  @Test
  void theFirstAccuserIsNoConfirmation() {
    var suspicion = suspicion(2);
    assertThat(suspicion.confirm("a")).isFalse();
    assertThat(suspicion.confirmations()).isZero();
  }

  @Test
  void anAccuserCountsOnce() {
    var suspicion = suspicion(2);
    suspicion.confirm("b");
    assertThat(suspicion.confirm("b")).isFalse();
  }

  @Test
  void noMoreConfirmationsCountThanAreExpected() {
    var suspicion = suspicion(1);
    suspicion.confirm("b");
    assertThat(suspicion.confirm("c")).isFalse();
    assertThat(suspicion.confirmations()).isEqualTo(1);
  }

  @Test
  void aTimeoutThatHasPassedLeavesNothing() {
    assertThat(suspicion(2).remainingNanos(100 * SECOND)).isZero();
  }

  private static Suspicion suspicion(int expected) {
    return new Suspicion("a", expected, 4 * SECOND, 24 * SECOND, 0);
  }
}
