package io.kserf.node;

import io.kserf.swim.Timers;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/** The engine's clock and timers on its event loop. The clock starts at zero with the member. */
final class LoopTimers implements Timers {
  private final EventLoop loop;
  private final Guard guard;
  private final long origin = System.nanoTime();

  LoopTimers(EventLoop loop, Guard guard) {
    this.loop = loop;
    this.guard = guard;
  }

  @Override
  public long nowNanos() {
    return System.nanoTime() - origin;
  }

  /** The engine's time as {@link System#nanoTime()} tells it. */
  long toSystemNanos(long engineNanos) {
    return engineNanos + origin;
  }

  @Override
  public Timer after(long delayNanos, Runnable task) {
    var future = loop.schedule(() -> guard.run("a timer", task), delayNanos, TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }
}
