package io.kserf.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private final VirtualTime time = new VirtualTime();
  private final List<String> done = new ArrayList<>();

  private void after(long nanos, String name) {
    time.after(nanos, () -> done.add(name + "@" + time.nowNanos()));
  }

  @Test
  void tasksRunAtTheirTimeAndInTheOrderInWhichTheyWereSet() {
    after(20, "late");
    after(10, "first");
    after(10, "second");
    time.run(Duration.ofNanos(15));
    assertThat(done).containsExactly("first@10", "second@10");
    assertThat(time.nowNanos()).isEqualTo(15);
    time.run(Duration.ofNanos(5));
    assertThat(done).endsWith("late@20");
  }

  @Test
  void aTaskNeverRunsInsideOfTheCallThatSetsIt() {
    time.after(
        0,
        () -> {
          after(0, "inner");
          done.add("outer");
        });
    time.run(Duration.ZERO);
    assertThat(done).containsExactly("outer", "inner@0");
  }

  @Test
  void aCancelledTaskDoesNotRun() {
    var timer = time.after(10, () -> done.add("cancelled"));
    after(10, "other");
    timer.cancel();
    time.run(Duration.ofNanos(10));
    timer.cancel();
    assertThat(done).containsExactly("other@10");
  }

  @Test
  void aRunStopsAtTheTaskThatMakesTheConditionTrue() {
    after(10, "a");
    after(20, "b");
    assertThat(time.runUntil(() -> !done.isEmpty(), Duration.ofNanos(50))).isTrue();
    assertThat(time.nowNanos()).isEqualTo(10);
    assertThat(time.runUntil(() -> done.size() == 3, Duration.ofNanos(50))).isFalse();
    assertThat(time.nowNanos()).isEqualTo(60);
  }

  @Test
  void thePastIsClosed() {
    assertThatThrownBy(() -> time.after(-1, () -> {})).isInstanceOf(IllegalArgumentException.class);
  }
}
