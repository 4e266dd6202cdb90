package io.kserf.swim;

import java.time.Duration;
import java.util.PriorityQueue;

/** A clock that moves only when a test says so; what is due runs in the order of its time. */
final class VirtualTime implements Timers {
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();

  /** Long after the origin, as on a machine that has been up for a while. */
  private long now = Duration.ofDays(1).toNanos();

  private long lastOrder;

  @Override
  public long nowNanos() {
    return now;
  }

  @Override
  public Timer after(long delayNanos, Runnable task) {
    if (delayNanos < 0) {
      throw new IllegalArgumentException("a timer of " + delayNanos + " ns");
    }
    var scheduled = new Task(now + delayNanos, ++lastOrder, task);
    tasks.add(scheduled);
    return () -> tasks.remove(scheduled);
  }

  /** Runs everything that is due until {@code duration} from now. */
  void advance(Duration duration) {
    long until = now + duration.toNanos();
    while (!tasks.isEmpty() && tasks.peek().at <= until) {
      Task next = tasks.remove();
      now = next.at;
      next.task.run();
    }
    now = until;
  }

  void advanceMillis(long millis) {
    advance(Duration.ofMillis(millis));
  }

  int waiting() {
    return tasks.size();
  }

  private record Task(long at, long order, Runnable task) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}
