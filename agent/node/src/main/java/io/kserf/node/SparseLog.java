package io.kserf.node;

import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A log for what anybody on the network can cause as often as he likes: at most one line a second,
 * with the number of those left out. Used on the event loop only.
 */
final class SparseLog {
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Log log;
  private long quietUntil = System.nanoTime();
  private long leftOut;

  SparseLog(Log log) {
    this.log = log;
  }

  void log(Level level, Supplier<String> message) {
    long now = System.nanoTime();
    if (now - quietUntil < 0) {
      leftOut++;
      return;
    }
    long more = leftOut;
    quietUntil = now + QUIET_NANOS;
    leftOut = 0;
    log.log(level, () -> message.get() + (more == 0 ? "" : " (and " + more + " more like it)"));
  }
}
