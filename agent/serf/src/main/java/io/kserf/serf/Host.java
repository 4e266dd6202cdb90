package io.kserf.serf;

import io.kserf.swim.InstanceTimers;
import io.kserf.swim.Log;
import io.kserf.swim.Telemetry;
import io.kserf.swim.Timers;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What the shell lends to every part of the instance: time, chance, a log, telemetry. All timers of
 * the instance are set here, so that {@link #stop()} takes them back together.
 */
final class Host {
  private final InstanceTimers timers;
  private final Log log;
  private final Telemetry telemetry;
  private final RandomGenerator random;
  private final Complaints complaints;

  Host(Timers timers, Log log, Telemetry telemetry, RandomGenerator random) {
    this.log = log;
    this.telemetry = telemetry;
    this.random = random;
    this.complaints = new Complaints(log, telemetry, timers);
    this.timers = new InstanceTimers(timers, task -> complaints.guard("a timer", task));
  }

  long nowNanos() {
    return timers.nowNanos();
  }

  RandomGenerator random() {
    return random;
  }

  Complaints complaints() {
    return complaints;
  }

  /** Runs {@code task} once; never, if the instance stops before. */
  Timers.Timer after(Duration delay, Runnable task) {
    return after(delay.toNanos(), task);
  }

  Timers.Timer after(long delayNanos, Runnable task) {
    return timers.after(delayNanos, task);
  }

  /** Runs {@code task} when whatever runs now has returned. */
  void soon(Runnable task) {
    after(0, task);
  }

  /**
   * Runs {@code task} again and again, for the first time after one interval; never, if it is 0.
   */
  void every(Duration interval, Runnable task) {
    if (interval.isPositive()) {
      after(
          interval,
          () -> {
            every(interval, task);
            task.run();
          });
    }
  }

  void stop() {
    timers.stop();
  }

  void debug(Supplier<String> message) {
    log.log(Log.Level.DEBUG, message);
  }

  void info(Supplier<String> message) {
    log.log(Log.Level.INFO, message);
  }

  void warn(Supplier<String> message) {
    log.log(Log.Level.WARN, message);
  }

  void error(Supplier<String> message) {
    log.log(Log.Level.ERR, message);
  }

  void log(Log.Level level, Supplier<String> message) {
    log.log(level, message);
  }

  void count(String name) {
    telemetry.count(name, 1);
  }

  void sample(String name, double value) {
    telemetry.sample(name, value);
  }
}
