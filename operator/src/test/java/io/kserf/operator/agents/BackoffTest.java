package io.kserf.operator.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration MIN = Duration.ofMillis(100);
  private static final Duration MAX = Duration.ofSeconds(5);

  @Property(tries = 50)
  void pausesGrowToTheLargestAndAreNeverShorterThanHalfTheirStep(@ForAll long seed) {
    var backoff = new Backoff(MIN, MAX, new SplittableRandom(seed));
    var step = MIN;
    for (int i = 0; i < 20; i++) {
      assertThat(backoff.next()).isBetween(step.dividedBy(2), step);
      step = step.multipliedBy(2).compareTo(MAX) < 0 ? step.multipliedBy(2) : MAX;
    }
  }

  @Test
  void afterASuccessItStartsFromTheShortest() {
    var backoff = new Backoff(MIN, MAX, new SplittableRandom(1));
    for (int i = 0; i < 10; i++) {
      backoff.next();
    }

    backoff.reset();

    assertThat(backoff.next()).isLessThanOrEqualTo(MIN);
  }
}
