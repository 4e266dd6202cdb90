package io.kserf.swim;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * All timers of one instance: {@link #stop()} cancels them together, and a task that fails costs
 * neither the shell's thread nor the next task. Like the instance, it is used on the instance's
 * thread only.
 */
public final class InstanceTimers implements Timers {
  private final Timers shell;
  private final Consumer<Runnable> guard;
  private final Set<Pending> pending = new LinkedHashSet<>();
  private boolean stopped;

  /**
   * @param guard runs each task when its time has come, and lets nothing that it throws through
   */
  public InstanceTimers(Timers shell, Consumer<Runnable> guard) {
    this.shell = shell;
    this.guard = guard;
  }

  @Override
  public long nowNanos() {
    return shell.nowNanos();
  }

  /** As the shell's; once stopped, without effect. */
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

  /** Takes every waiting task back, and no more tasks. */
  public void stop() {
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
        guard.accept(task);
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
