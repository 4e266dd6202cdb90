package io.kserf.swim;

/**
 * The instance's only source of time. Implemented by the shell: a real clock on an event loop, or
 * virtual time. A task runs on the instance's thread, never inside the call that sets it.
 */
public interface Timers {
  /** Monotonic time in nanoseconds, from an arbitrary origin, never negative. */
  long nowNanos();

  /**
   * Runs {@code task} once, {@code delayNanos} (at least 0) from now, unless the timer is cancelled
   * before.
   */
  Timer after(long delayNanos, Runnable task);

  /** A task that waits for its time. */
  interface Timer {
    /** Takes the task back; without effect when it ran or was cancelled before. */
    void cancel();
  }
}
