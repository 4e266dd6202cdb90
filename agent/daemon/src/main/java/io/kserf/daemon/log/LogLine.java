package io.kserf.daemon.log;

import io.kserf.swim.Log;

/**
 * A line of the log.
 *
 * @param text with time and level, without a newline
 */
public record LogLine(Log.Level level, String text) {

  /** Whether it is shown to whoever wants {@code lowest} and above. */
  public boolean passes(Log.Level lowest) {
    return level.compareTo(lowest) >= 0;
  }
}
