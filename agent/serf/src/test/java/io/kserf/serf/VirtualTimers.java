package io.kserf.serf;

import io.kserf.swim.Timers;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when a test says so, and only as far as it says. */
final class VirtualTimers implements Timers {
  private static final Comparator<Entry> BY_TIME =
      Comparator.comparingLong((Entry entry) -> entry.at).thenComparing(entry -> entry.number);

  private final PriorityQueue<Entry> waiting = new PriorityQueue<>(BY_TIME);
  private long now = 1_000_000_000;
  private long numbers;

  @Override
  public long nowNanos() {
    return now;
  }

  @Override
  public Timer after(long delayNanos, Runnable task) {
    var entry = new Entry(now + delayNanos, numbers++, task);
    waiting.add(entry);
    return () -> waiting.remove(entry);
  }

  /** How many timers are set. */
  int waiting() {
    return waiting.size();
  }

  /** Lets time pass, and everything happen that is due by then. */
  void advance(Duration duration) {
    long until = now + duration.toNanos();
    while (!waiting.isEmpty() && waiting.peek().at <= until) {
      Entry next = waiting.remove();
      now = next.at;
      next.task.run();
    }
    now = until;
  }

  private record Entry(long at, long number, Runnable task) {}
}
