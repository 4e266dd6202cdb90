package io.kserf.simulation.scenario;

import io.kserf.simulation.Conditions;
import io.kserf.simulation.SerfPool;
import io.kserf.swim.SwimConfig.Profile;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Nobody crashes, but the network loses datagrams, or members stand still for a moment. How often
 * is a member declared failed that is not?
 */
final class FalseFailures implements Scenario {
  private static final Duration STEP = Duration.ofMillis(100);

  /** What many members say of one within this time is one false failure. */
  private static final long INCIDENT_MILLIS = 10_000;

  /** How often somebody stands still, where that is what happens. */
  private static final long PAUSE_EVERY_MILLIS = 5_000;

  /** What the pool has to live with. */
  private record Trouble(String name, double loss, Duration pause) {}

  private static final List<Trouble> TROUBLES =
      List.of(
          new Trouble("none", 0, Duration.ZERO),
          new Trouble("1 % loss", 0.01, Duration.ZERO),
          new Trouble("5 % loss", 0.05, Duration.ZERO),
          new Trouble("10 % loss", 0.1, Duration.ZERO),
          new Trouble("20 % loss", 0.2, Duration.ZERO),
          new Trouble("30 % loss", 0.3, Duration.ZERO),
          new Trouble("pauses of 0.2 s", 0, Duration.ofMillis(200)),
          new Trouble("pauses of 0.5 s", 0, Duration.ofMillis(500)),
          new Trouble("pauses of 1 s", 0, Duration.ofSeconds(1)),
          new Trouble("pauses of 2 s", 0, Duration.ofSeconds(2)),
          new Trouble("pauses of 5 s", 0, Duration.ofSeconds(5)));

  @Override
  public String name() {
    return "false-failures";
  }

  @Override
  public String summary() {
    return "loss and pauses, but no crash: how often is somebody declared failed?";
  }

  @Override
  public Options defaults() {
    return new Options(50, 1, 1, Duration.ofMinutes(20), Profile.LAN, false);
  }

  @Override
  public Report run(Options options, Progress progress) {
    var report =
        new Report(
            "profile", "nodes", "trouble", "time", "false failures", "of members that stood still");
    for (Trouble trouble : TROUBLES) {
      int healthy = 0;
      int paused = 0;
      for (int run = 0; run < options.runs(); run++) {
        progress.at(trouble.name() + ", run %d of %d".formatted(run + 1, options.runs()));
        var story = new Story(Pools.formed(options, options.seed() + run), trouble);
        story.run(options.duration());
        healthy += story.healthy;
        paused += story.paused;
      }
      report.row(
          options.profile(),
          options.nodes(),
          trouble.name(),
          options.duration().multipliedBy(options.runs()).toMinutes() + " min",
          healthy,
          trouble.pause().isZero() ? "" : paused);
    }
    return report;
  }

  /** One run, and what was counted in it. */
  private static final class Story {
    private final SerfPool pool;
    private final Trouble trouble;
    private final Failures failures;
    private final Map<String, Long> lastFailedAt = new HashMap<>();
    private final Map<String, Long> lastPausedAt = new HashMap<>();
    private int healthy;
    private int paused;

    Story(SerfPool pool, Trouble trouble) {
      this.pool = pool;
      this.trouble = trouble;
      this.failures = new Failures(pool);
      pool.network().setConditions(Conditions.lan().withLoss(trouble.loss()));
    }

    void run(Duration duration) {
      for (long millis = 0; millis < duration.toMillis(); millis += STEP.toMillis()) {
        if (!trouble.pause().isZero() && millis % PAUSE_EVERY_MILLIS == 0) {
          var host = pool.host(pool.network().random().nextInt(pool.hosts().size()));
          host.pause(trouble.pause());
          lastPausedAt.put(host.name(), millis);
        }
        pool.run(STEP);
        Set<String> failed = new TreeSet<>();
        failures.look((observer, member) -> failed.add(member));
        for (String member : failed) {
          count(member, millis);
        }
      }
    }

    private void count(String member, long millis) {
      Long before = lastFailedAt.put(member, millis);
      if (before != null && millis - before < INCIDENT_MILLIS) {
        return;
      }
      Long pausedAt = lastPausedAt.get(member);
      boolean stoodStill =
          pausedAt != null && millis - pausedAt < trouble.pause().toMillis() + INCIDENT_MILLIS;
      if (stoodStill) {
        paused++;
      } else {
        healthy++;
      }
    }
  }
}
