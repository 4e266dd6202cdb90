package io.kserf.serf;

import java.util.function.Supplier;

/**
 * Where bad input and broken code end. Whatever one message, one timer or one listener does, the
 * instance goes on: the trouble is counted, and told in at most one line a second, as anybody on
 * the network can cause it.
 */
final class Complaints {
  static final String MALFORMED = "serf.msgs.malformed";
  static final String INTERNAL_ERROR = "serf.internal-error";
  private static final long INTERVAL_NANOS = 1_000_000_000;

  private final Host host;
  private long quietUntilNanos = Long.MIN_VALUE;
  private long suppressed;

  Complaints(Host host) {
    this.host = host;
  }

  /** Bytes from the network were not what they claimed to be. */
  void malformed(String what, RuntimeException cause) {
    host.count(MALFORMED);
    refused(() -> "serf: Error decoding " + what + ": " + cause.getMessage());
  }

  /** Well-formed input that this member does not act on. */
  void refused(Supplier<String> line) {
    long now = host.nowNanos();
    if (now < quietUntilNanos) {
      suppressed++;
      return;
    }
    long left = suppressed;
    suppressed = 0;
    quietUntilNanos = now + INTERVAL_NANOS;
    host.warn(left == 0 ? line : () -> line.get() + " (" + left + " similar suppressed)");
  }

  /**
   * Runs code that must not bring the instance down: the shell's, or ours where a defect costs one
   * message at most.
   */
  void guard(String what, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException defect) {
      host.count(INTERNAL_ERROR);
      host.error(() -> describe(what, defect));
    }
  }

  private static String describe(String what, RuntimeException defect) {
    StackTraceElement[] trace = defect.getStackTrace();
    return "serf: internal error in %s, which was dropped: %s%s (please report this)"
        .formatted(what, defect, trace.length == 0 ? "" : " at " + trace[0]);
  }
}
