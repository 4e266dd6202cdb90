package io.kserf.swim;

import java.util.function.Supplier;

/**
 * A log that anybody on the network can write to, so it takes one line a second at most; a line
 * says how many were left out before it.
 */
public final class RateLimitedLog {
  private static final long INTERVAL_NANOS = 1_000_000_000;

  private final Log log;
  private final Log.Level level;
  private final Timers timers;
  private long notBefore = Long.MIN_VALUE;
  private long suppressed;

  /**
   * @param level of every line
   */
  public RateLimitedLog(Log log, Log.Level level, Timers timers) {
    this.log = log;
    this.level = level;
    this.timers = timers;
  }

  /** Logs {@code message}, or only counts it if the last line is too fresh. */
  public void log(Supplier<String> message) {
    long now = timers.nowNanos();
    if (now < notBefore) {
      suppressed++;
      return;
    }
    long left = suppressed;
    suppressed = 0;
    notBefore = now + INTERVAL_NANOS;
    log.log(
        level, left == 0 ? message : () -> message.get() + " (" + left + " similar suppressed)");
  }
}
