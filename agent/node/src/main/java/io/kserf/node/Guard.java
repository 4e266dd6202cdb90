package io.kserf.node;

import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs what touches the engine: an exception there costs one input, not the member, and is logged
 * as one line. Used on the event loop only.
 */
final class Guard {
  private final SparseLog log;

  Guard(Log log) {
    this.log = new SparseLog(log);
  }

  /**
   * @param what is dropped when the task fails, for the log
   */
  void run(String what, Runnable task) {
    run(() -> what, task);
  }

  /** The same for what happens often: the words are made only when they are needed. */
  void run(Supplier<String> what, Runnable task) {
    this.<Boolean>call(
        what,
        () -> {
          task.run();
          return true;
        });
  }

  /** As {@link #run}; null when the task fails. */
  <T> @Nullable T call(Supplier<String> what, Supplier<? extends @Nullable T> task) {
    try {
      return task.get();
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      log.log(
          Level.ERR,
          () ->
              "kserf: internal error, %s was dropped: %s%s (please report it)"
                  .formatted(what.get(), e, place(e)));
      return null;
    }
  }

  private static String place(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }
}
