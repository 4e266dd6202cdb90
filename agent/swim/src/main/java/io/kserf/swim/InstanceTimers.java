package io.kserf.swim;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * All timers of one instance: {@link #stop()} cancels them together, and a task that fails costs a
 * log line but neither the shell's thread nor the next task.
 */
final class InstanceTimers implements Timers {
  private final Timers shell;
  private final Complaints complaints;
  private final Set<Pending> pending = new LinkedHashSet<>();
  private boolean stopped;

  InstanceTimers(Timers shell, Complaints complaints) {
    this.shell = shell;
    this.complaints = complaints;
  }

  @Override
  public long nowNanos() {
    return shell.nowNanos();
  }

  @Override
  public Timer after(long delayNanos, Runnable task) {
    if (stopped) {
      return () -> {};
    }
    return new Pending(delayNanos, task);
  }

  /**
   * Runs {@code task} every {@code intervalNanos}, for the first time after a random part of it, so
   * that members that start together do not stay in step. An interval of 0 means never.
   */
  void every(long intervalNanos, RandomGenerator random, Runnable task) {
    if (intervalNanos > 0) {
      after(random.nextLong(intervalNanos), () -> runAndRepeat(intervalNanos, task));
    }
  }

  private void runAndRepeat(long intervalNanos, Runnable task) {
    after(intervalNanos, () -> runAndRepeat(intervalNanos, task));
    task.run();
  }

  boolean isStopped() {
    return stopped;
  }

  void stop() {
    stopped = true;
    pending.forEach(waiting -> waiting.timer.cancel());
    pending.clear();
  }

  private final class Pending implements Timer, Runnable {
    private final Runnable task;
    private final Timer timer;

    Pending(long delayNanos, Runnable task) {
      this.task = task;
      pending.add(this);
      this.timer = shell.after(delayNanos, this);
    }

    @Override
    public void run() {
      if (pending.remove(this)) {
        complaints.guard("a timer", task);
      }
    }

    @Override
    public void cancel() {
      if (pending.remove(this)) {
        timer.cancel();
      }
    }
  }
}
