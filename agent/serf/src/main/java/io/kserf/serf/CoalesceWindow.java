package io.kserf.serf;

import io.kserf.swim.Timers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time during which events are gathered. The first event opens it; it closes when it was open
 * for the quantum, or when nothing came for the quiet period, whichever is first.
 */
final class CoalesceWindow {
  private final Host host;
  private final Duration quantum;
  private final Duration quietPeriod;
  private final Runnable flush;
  private Timers.@Nullable Timer quantumTimer;
  private Timers.@Nullable Timer quietTimer;

  CoalesceWindow(Host host, Duration quantum, Duration quietPeriod, Runnable flush) {
    this.host = host;
    this.quantum = quantum;
    this.quietPeriod = quietPeriod;
    this.flush = flush;
  }

  /** An event was taken in. */
  void touch() {
    if (quantumTimer == null) {
      quantumTimer = host.after(quantum, this::close);
    }
    if (quietTimer != null) {
      quietTimer.cancel();
    }
    quietTimer = host.after(quietPeriod, this::close);
  }

  /** Hands out what was gathered; without effect on a window that is not open. */
  void close() {
    if (quantumTimer == null || quietTimer == null) {
      return;
    }
    quantumTimer.cancel();
    quietTimer.cancel();
    quantumTimer = null;
    quietTimer = null;
    flush.run();
  }
}
