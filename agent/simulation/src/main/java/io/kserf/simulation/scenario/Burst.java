package io.kserf.simulation.scenario;

import io.kserf.simulation.SerfPool;
import io.kserf.swim.SwimConfig.Profile;
import java.time.Duration;
import java.util.stream.LongStream;

/** One member sends many user events at once. When has everybody got them all? */
final class Burst implements Scenario {
  private static final int EVENTS = 400;
  private static final int EVENT_BYTES = 400;
  private static final Duration STEP = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public String summary() {
    return "%d user events of %d bytes at once: time until all members have all of them"
        .formatted(EVENTS, EVENT_BYTES);
  }

  @Override
  public Options defaults() {
    return new Options(50, 1, 5, PATIENCE, Profile.LAN, false);
  }

  @Override
  public Report run(Options options, Progress progress) {
    var most = LongStream.builder();
    var all = LongStream.builder();
    for (int run = 0; run < options.runs(); run++) {
      progress.at("run %d of %d".formatted(run + 1, options.runs()));
      burst(Pools.formed(options, options.seed() + run), most, all);
    }
    Millis toMost = Millis.of(most.build());
    Millis toAll = Millis.of(all.build());
    var report =
        new Report(
            "profile", "pacing", "nodes", "runs", "99 % delivered", "all delivered", "longest");
    report.row(
        options.profile(),
        options.serfPacing() ? "Serf's" : "ahead",
        options.nodes(),
        options.runs(),
        toMost.seconds(50),
        toAll.seconds(50),
        toAll.seconds(100));
    return report;
  }

  private static void burst(SerfPool pool, LongStream.Builder most, LongStream.Builder all) {
    var sender = pool.process(0).serf();
    for (int i = 0; i < EVENTS; i++) {
      sender.userEvent("event-" + i, new byte[EVENT_BYTES], false);
    }
    long expected = (long) EVENTS * pool.hosts().size();
    boolean mostDelivered = false;
    for (long millis = STEP.toMillis(); millis <= PATIENCE.toMillis(); millis += STEP.toMillis()) {
      pool.run(STEP);
      long delivered =
          pool.hosts().stream().mapToLong(host -> host.process().userEvents().size()).sum();
      if (!mostDelivered && delivered * 100 >= expected * 99) {
        mostDelivered = true;
        most.add(millis);
      }
      if (delivered == expected) {
        all.add(millis);
        return;
      }
    }
    throw new IllegalStateException("not all events have arrived within " + PATIENCE);
  }
}
