package io.kserf.serf;

import io.kserf.swim.Timers;
import java.time.Duration;

/** A wait that ends once: by what was waited for, or by its timeout. */
final class Wait {
  private final Timers.Timer timeout;
  private final Runnable onOver;
  private boolean ended;

  Wait(Host host, Duration timeout, Runnable onOver, Runnable onTimeout) {
    this.onOver = onOver;
    this.timeout = host.after(timeout, () -> end(onTimeout));
  }

  /** What was waited for has come; without effect when the timeout was first. */
  void over() {
    timeout.cancel();
    end(onOver);
  }

  private void end(Runnable then) {
    if (!ended) {
      ended = true;
      then.run();
    }
  }
}
