package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LamportClockTest {
  @Test
  void aNewClockShowsOneSoThatZeroCanMeanNever() {
    assertThat(new LamportClock().time()).isEqualTo(1);
  }

  @Test
  void aClockThatWitnessesItsOwnTimeMovesOn() {
    var clock = new LamportClock();

    clock.witness(1);

    assertThat(clock.time()).isEqualTo(2);
  }

  @Property
  void aClockIsAheadOfEveryTimeThatItHasSeen(
      @ForAll List<@LongRange(min = 0, max = Long.MAX_VALUE - 1) Long> seen) {
    var clock = new LamportClock();

    seen.forEach(clock::witness);

    assertThat(seen).allMatch(time -> clock.time() > time);
  }

  @Property
  void aClockNeverRunsBack(
      @ForAll List<@LongRange(min = 0, max = Long.MAX_VALUE) Long> seen,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long last) {
    var clock = new LamportClock();
    seen.forEach(clock::witness);
    long before = clock.time();

    clock.witness(last);

    assertThat(clock.time()).isGreaterThanOrEqualTo(before);
  }

  @Property
  void theOrderOfWhatIsSeenDoesNotMatter(
      @ForAll List<@LongRange(min = 0, max = Long.MAX_VALUE) Long> seen) {
    var clock = new LamportClock();
    var other = new LamportClock();

    seen.forEach(clock::witness);
    seen.reversed().forEach(other::witness);

    assertThat(clock.time()).isEqualTo(other.time());
  }

  @Test
  void aClockAtTheEndOfItsRangeStandsStill() {
    var clock = new LamportClock();
    clock.witness(Long.MAX_VALUE - 1);

    clock.witness(Long.MAX_VALUE);

    assertThat(clock.time()).isEqualTo(Long.MAX_VALUE);
  }
}
