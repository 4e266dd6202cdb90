package io.kserf.simulation;

import io.kserf.swim.Timers.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only while somebody runs it, from one task to the next. Tasks of the same moment
 * run in the order in which they were set.
 */
public final class VirtualTime {
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(
          Comparator.<Task>comparingLong(task -> task.at).thenComparingLong(task -> task.order));
  private long now;
  private long set;

  /** Nanoseconds since the beginning. */
  public long nowNanos() {
    return now;
  }

  /**
   * Runs {@code task} once, {@code delayNanos} (at least 0) from now; never inside of this call.
   */
  public Timer after(long delayNanos, Runnable task) {
    if (delayNanos < 0) {
      throw new IllegalArgumentException("a delay of " + delayNanos + " ns is in the past");
    }
    var waiting = new Task(Math.addExact(now, delayNanos), set++, task);
    tasks.add(waiting);
    return waiting;
  }

  /** Lets this much time pass. */
  public void run(Duration duration) {
    runUntil(() -> false, duration);
  }

  /**
   * Lets time pass until the condition holds, which is looked at after each task, or {@code limit}
   * is over; returns whether it holds.
   */
  public boolean runUntil(BooleanSupplier condition, Duration limit) {
    long end = Math.addExact(now, limit.toNanos());
    while (!condition.getAsBoolean()) {
      Task next = tasks.peek();
      if (next == null || next.at > end) {
        now = end;
        return condition.getAsBoolean();
      }
      tasks.remove();
      now = next.at;
      next.run();
    }
    return true;
  }

  private static final class Task implements Timer {
    private final long at;
    private final long order;
    private @Nullable Runnable task;

    Task(long at, long order, Runnable task) {
      this.at = at;
      this.order = order;
      this.task = task;
    }

    void run() {
      Runnable due = task;
      task = null;
      if (due != null) {
        due.run();
      }
    }

    // It stays in the queue until its time, where it costs less than it would to look for it.
    @Override
    public void cancel() {
      task = null;
    }
  }
}
