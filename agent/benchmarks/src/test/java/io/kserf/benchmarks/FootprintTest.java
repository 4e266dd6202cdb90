package io.kserf.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How much an agent may take of the heap, whatever a change adds to what it keeps of members. In a
 * JVM of its own, so that nobody else's garbage is in the figures, which are the same to a tenth of
 * a byte in each run.
 */
class FootprintTest {
  private static final int MEMBERS = 10_000;
  private static Footprint.Bytes bytes;

  @BeforeAll
  static void measure() {
    bytes = new Footprint(3, MEMBERS).measure();
  }

  @Test
  void aMemberThatAnAgentKnowsTakesAtMost64BytesBeyondItsIdentity() {
    assertThat(bytes.worstPerMember()).isBetween(20.0, 64.0);
  }

  @Test
  void anAgentThatKnowsTenThousandMembersTakesAtMost30Megabytes() {
    assertThat(bytes.alone()).isBetween(1e6, 30e6);
  }

  /** Beyond addresses and names that are kept on purpose, a bounded number of each. */
  @Test
  void membersThatWereForgottenLeaveNothingBehind() {
    assertThat(bytes.forgotten()).isLessThan(0.05 * bytes.alone());
  }

  @Test
  void aCoordinateTakesLittleMoreThanItsNumbers() {
    int numbers = 11 + 3;
    assertThat(bytes.coordinate()).isBetween(8.0 * numbers, 8.0 * numbers + 24);
  }
}
