package io.kserf.interop;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Figures of pools of real agents on loopback, HashiCorp's beside ours. Nothing is asserted: run it
 * on a quiet machine by the profile {@code pool-benchmark}, see docs/performance.md.
 */
@Isolated
class PoolBenchmark {
  private static final int SIZE = Integer.getInteger("pool.size", 50);
  private static final int EVENTS = 100;

  /** What took longer had been missed by gossip, and came by push/pull. */
  private static final double MISSED_MILLIS = 3_000;

  private static final Duration WINDOW = Duration.ofSeconds(Integer.getInteger("pool.window", 120));

  /** Which kind is where in a pool. */
  enum Mix {
    SERF,
    KSERF,
    BOTH;

    List<Binary> kinds() {
      return IntStream.range(0, SIZE)
          .mapToObj(i -> this == SERF || this == BOTH && i % 2 == 0 ? Binary.SERF : Binary.KSERF)
          .toList();
    }
  }

  @RegisterExtension final Pool pool = new Pool();

  @ParameterizedTest(name = "idle, encrypted: {0}")
  @ValueSource(booleans = {false, true})
  void idle(boolean encrypted) throws InterruptedException {
    pool.encryptWith(encrypted ? Pool.KEY : "");
    try (var measured = new MeasuredPool(pool, Mix.BOTH.kinds())) {
      long began = System.nanoTime();
      for (int window = 0; window < 3; window++) {
        Map<AgentPeer, Usage> before = usage(measured);
        Thread.sleep(WINDOW.toMillis());
        Map<AgentPeer, Usage> after = usage(measured);
        String when =
            "%s, %d s after the start"
                .formatted(
                    encrypted ? "encrypted" : "plain",
                    Duration.ofNanos(System.nanoTime() - began).toSeconds());
        report(when, Binary.SERF, before, after);
        report(when, Binary.KSERF, before, after);
      }
    }
  }

  private static void report(
      String when, Binary kind, Map<AgentPeer, Usage> before, Map<AgentPeer, Usage> after) {
    List<AgentPeer> members =
        after.keySet().stream().filter(m -> m.isOurs() == (kind == Binary.KSERF)).toList();
    Figures cpu =
        Figures.of(members.stream().mapToDouble(m -> percent(before.get(m), after.get(m))));
    Figures memory =
        Figures.of(members.stream().mapToDouble(m -> after.get(m).residentBytes() / 1048576.0));
    print(
        "idle %s: %-5s %.2f %% of a core (%.2f to %.2f), %.0f MiB (%.0f to %.0f)",
        when, kind, cpu.at(0.5), cpu.at(0), cpu.at(1), memory.at(0.5), memory.at(0), memory.at(1));
  }

  private static Map<AgentPeer, Usage> usage(MeasuredPool measured) {
    return measured.members().stream().collect(toMap(member -> member, m -> Usage.of(m.pid())));
  }

  private static double percent(Usage before, Usage after) {
    return 100.0 * after.cpu().minus(before.cpu()).toMillis() / WINDOW.toMillis();
  }

  @ParameterizedTest(name = "events: {0}")
  @EnumSource
  void events(Mix mix) throws InterruptedException {
    pool.encryptWith(Pool.KEY);
    try (var measured = new MeasuredPool(pool, mix.kinds())) {
      Thread.sleep(Duration.ofSeconds(60)); // until the joins are no news any more
      var halves = new ArrayList<Double>();
      var all = new ArrayList<Double>();
      for (int i = 0; i < EVENTS; i++) {
        Figures times = measured.timesOfAnEvent(i % SIZE, "event-" + i);
        halves.add(times.at(0.5));
        all.add(times.at(1));
      }
      print(
          "a user event, %-5s half of the members after %s, all after %s, by push/pull %d of %d",
          mix,
          median(halves),
          median(all),
          all.stream().filter(time -> time > MISSED_MILLIS).count(),
          EVENTS);
    }
  }

  private static String median(List<Double> times) {
    Figures figures = Figures.of(times.stream().mapToDouble(time -> time));
    return String.format(
        Locale.ROOT,
        "%.1f ms (p90 %.1f, p99 %.1f)",
        figures.at(0.5),
        figures.at(0.9),
        figures.at(0.99));
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
