package io.kserf.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** That the benchmarks run, and that what they measure happens; figures come from kserf-bench. */
class BenchmarksTest {
  private static final String FIGURE = " +[0-9][0-9,.]*";

  @Test
  void eachBenchmarkPrintsItsFiguresForEachPacket() throws RunnerException {
    var once =
        new OptionsBuilder()
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(5))
            .build();
    var lines = new ArrayList<String>();

    Benchmarks.measure(once, lines::add);

    for (String name :
        new String[] {
          "CodecBenchmark.open",
          "CodecBenchmark.sealAsGossip",
          "ReceiveBenchmark.news",
          "ReceiveBenchmark.oldNews",
          "ReceiveBenchmark.oldNewsAndAnswer"
        }) {
      for (Layers layers : Layers.values()) {
        assertThat(lines)
            .filteredOn(line -> line.matches(name + " +" + layers + FIGURE.repeat(3)))
            .as("%s of %s", name, layers)
            .hasSize(1);
      }
    }
    assertThat(lines).hasSize(1 + 5 * Layers.values().length);
  }

  @Test
  void aSteadyLoadPrintsItsFiguresForEachPacket() {
    var lines = new ArrayList<String>();

    Benchmarks.sustain(Duration.ofMillis(20), lines::add);

    assertThat(lines).hasSize(1 + Layers.values().length);
    assertThat(lines).last().asString().matches("COMPRESSED_AND_ENCRYPTED" + FIGURE.repeat(6));
  }
}
