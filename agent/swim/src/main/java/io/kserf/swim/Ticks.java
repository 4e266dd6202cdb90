package io.kserf.swim;

import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * A task that runs at a fixed interval while there is something to do. It pauses when there is not,
 * since waking up costs an idle member more than anything else, and goes on in step.
 */
final class Ticks {
  private final InstanceTimers timers;
  private final long intervalNanos;
  private final BooleanSupplier task;
  private boolean started;
  private boolean due;
  private long lastNanos;

  /**
   * @param intervalNanos more than 0
   * @param task returns whether there is something left to do
   */
  Ticks(InstanceTimers timers, long intervalNanos, BooleanSupplier task) {
    this.timers = timers;
    this.intervalNanos = intervalNanos;
    this.task = task;
  }

  /** The first tick comes after a random part of the interval: members do not stay in step. */
  void start(RandomGenerator random) {
    started = true;
    schedule(random.nextLong(intervalNanos));
  }

  /** There is something to do: the next tick comes when it would have come without a pause. */
  void resume() {
    if (started && !due) {
      schedule(intervalNanos - (timers.nowNanos() - lastNanos) % intervalNanos);
    }
  }

  private void schedule(long delayNanos) {
    due = true;
    timers.after(delayNanos, this::tick);
  }

  private void tick() {
    due = false;
    lastNanos = timers.nowNanos();
    boolean goesOn = true;
    try {
      goesOn = task.getAsBoolean();
    } finally {
      if (goesOn) {
        resume();
      }
    }
  }
}
