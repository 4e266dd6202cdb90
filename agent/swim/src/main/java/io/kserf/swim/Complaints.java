package io.kserf.swim;

import io.kserf.swim.wire.MalformedMessage;

/**
 * Where bad input and broken code end. Whatever one packet, one stream or one timer does, the
 * instance goes on: the trouble is counted, and told in at most one line a second.
 */
final class Complaints {
  static final String MALFORMED = "memberlist.malformed";
  static final String INTERNAL_ERROR = "memberlist.internal_error";

  private final Telemetry telemetry;
  private final RateLimitedLog refusals;
  private final RateLimitedLog errors;

  Complaints(Log log, Telemetry telemetry, Timers timers) {
    this.telemetry = telemetry;
    this.refusals = new RateLimitedLog(log, Log.Level.WARN, timers);
    this.errors = new RateLimitedLog(log, Log.Level.ERR, timers);
  }

  /**
   * Bytes from the network were not what they claimed to be.
   *
   * @param what what was dropped, such as {@code packet from 10.0.0.9:7946}
   */
  void malformed(String what, MalformedMessage cause) {
    telemetry.count(MALFORMED, 1);
    refusals.log(() -> "memberlist: dropped a " + what + ": " + cause.getMessage());
  }

  /** Well-formed input that this member takes no part in, such as a ping for somebody else. */
  void refused(String line) {
    refusals.log(() -> line);
  }

  /**
   * Runs {@code task}; if it fails, which only a defect of ours or of the delegate's makes it, the
   * failure is told and not passed on.
   */
  void guard(String what, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException defect) {
      telemetry.count(INTERNAL_ERROR, 1);
      errors.log(() -> describe(what, defect));
    }
  }

  private static String describe(String what, RuntimeException defect) {
    StackTraceElement[] trace = defect.getStackTrace();
    return "memberlist: internal error in %s, which was dropped: %s%s (please report this)"
        .formatted(what, defect, trace.length == 0 ? "" : " at " + trace[0]);
  }
}
