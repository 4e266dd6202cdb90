package io.kserf.benchmarks;

import io.kserf.swim.Timers.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.TreeSet;

/** Virtual time that holds no more memory than the timers that wait: it is not what is measured. */
final class BareTime {
  private final TreeSet<Task> waiting =
      new TreeSet<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
  private long now;
  private long set;

  private record Task(long at, long order, Runnable task) {}

  long nowNanos() {
    return now;
  }

  Timer after(long delayNanos, Runnable task) {
    var added = new Task(now + delayNanos, set++, task);
    waiting.add(added);
    return () -> waiting.remove(added);
  }

  void run(Duration duration) {
    long end = now + duration.toNanos();
    while (!waiting.isEmpty() && waiting.first().at <= end) {
      Task next = waiting.pollFirst();
      now = next.at;
      next.task.run();
    }
    now = end;
  }
}
