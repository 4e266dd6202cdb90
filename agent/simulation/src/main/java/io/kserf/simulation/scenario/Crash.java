package io.kserf.simulation.scenario;

import io.kserf.simulation.SerfPool;
import io.kserf.swim.SwimConfig.Profile;
import java.time.Duration;
import java.util.HashSet;
import java.util.stream.LongStream;

/** A member ends without a word. How long does it take until the first and the last has noticed? */
final class Crash implements Scenario {
  private static final Duration STEP = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Override
  public String name() {
    return "crash";
  }

  @Override
  public String summary() {
    return "a member crashes: time until it is failed for one other, and for all";
  }

  @Override
  public Options defaults() {
    return new Options(50, 1, 30, PATIENCE, Profile.LAN, false);
  }

  @Override
  public Report run(Options options, Progress progress) {
    var first = LongStream.builder();
    var last = LongStream.builder();
    for (int run = 0; run < options.runs(); run++) {
      progress.at("run %d of %d".formatted(run + 1, options.runs()));
      crash(Pools.formed(options, options.seed() + run), first, last);
    }
    var report = new Report("profile", "nodes", "runs", "noticed by", "median", "99 %", "longest");
    addRow(report, options, "the first", Millis.of(first.build()));
    addRow(report, options, "all", Millis.of(last.build()));
    return report;
  }

  private static void addRow(Report report, Options options, String by, Millis times) {
    report.row(
        options.profile(),
        options.nodes(),
        options.runs(),
        by,
        times.seconds(50),
        times.seconds(99),
        times.seconds(100));
  }

  private static void crash(SerfPool pool, LongStream.Builder first, LongStream.Builder last) {
    int victim = pool.network().random().nextInt(pool.hosts().size());
    String name = pool.host(victim).name();
    // Between two ticks of the simulation, too, or it would always be right after a probe.
    pool.run(Duration.ofMillis(pool.network().random().nextInt(1_000)));
    var failures = new Failures(pool);
    pool.host(victim).crash();
    var noticed = new HashSet<String>();
    for (long millis = STEP.toMillis(); ; millis += STEP.toMillis()) {
      if (millis > PATIENCE.toMillis()) {
        throw new IllegalStateException(
            "only %d members have noticed that %s crashed".formatted(noticed.size(), name));
      }
      boolean none = noticed.isEmpty();
      pool.run(STEP);
      failures.look(
          (observer, failed) -> {
            if (failed.equals(name)) {
              noticed.add(observer);
            }
          });
      if (none && !noticed.isEmpty()) {
        first.add(millis);
      }
      if (noticed.size() == pool.hosts().size() - 1) {
        last.add(millis);
        return;
      }
    }
  }
}
