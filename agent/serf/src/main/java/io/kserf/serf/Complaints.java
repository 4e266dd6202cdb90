package io.kserf.serf;

import io.kserf.swim.Address;
import io.kserf.swim.Log;
import io.kserf.swim.RateLimitedLog;
import io.kserf.swim.Telemetry;
import io.kserf.swim.Timers;
import java.util.function.Supplier;

/**
 * Where bad input and broken code end. Whatever one message, one timer or one listener does, the
 * instance goes on: the trouble is counted, and told in at most one line a second, as anybody on
 * the network can cause it.
 */
final class Complaints {
  static final String MALFORMED = "serf.msgs.malformed";
  static final String INTERNAL_ERROR = "serf.internal-error";

  static final String UNANSWERED = "serf.query_unanswered";

  private final Log log;
  private final Telemetry telemetry;
  private final RateLimitedLog refused;
  private final RateLimitedLog unanswered;

  Complaints(Log log, Telemetry telemetry, Timers timers) {
    this.log = log;
    this.telemetry = telemetry;
    this.refused = new RateLimitedLog(log, Log.Level.WARN, timers);
    this.unanswered = new RateLimitedLog(log, Log.Level.WARN, timers);
  }

  /** Bytes from the network were not what they claimed to be. */
  void malformed(String what, RuntimeException cause) {
    telemetry.count(MALFORMED, 1);
    refused(() -> "serf: Error decoding " + what + ": " + cause.getMessage());
  }

  /** Well-formed input that this member does not act on. */
  void refused(Supplier<String> line) {
    refused.log(line);
  }

  /** An address that is no member's was to get more answers than a stranger may. */
  void unanswered(Address to) {
    telemetry.count(UNANSWERED, 1);
    unanswered.log(
        () ->
            "serf: Too many queries in the name of %s, which is no member: left an answer out"
                    .formatted(to)
                + " (does somebody forge packets? an encryption key keeps them out)");
  }

  /**
   * Runs code that must not bring the instance down: the shell's, or ours where a defect costs one
   * message at most.
   */
  void guard(String what, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException defect) {
      telemetry.count(INTERNAL_ERROR, 1);
      log.log(Log.Level.ERR, () -> describe(what, defect));
    }
  }

  private static String describe(String what, RuntimeException defect) {
    StackTraceElement[] trace = defect.getStackTrace();
    return "serf: internal error in %s, which was dropped: %s%s (please report this)"
        .formatted(what, defect, trace.length == 0 ? "" : " at " + trace[0]);
  }
}
