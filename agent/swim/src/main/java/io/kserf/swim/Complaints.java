package io.kserf.swim;

import io.kserf.swim.wire.MalformedMessage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where bad input and broken code end. Whatever one packet, one stream or one timer does, the
 * instance goes on: the trouble is counted, and told in at most one line a second.
 */
final class Complaints {
  static final String MALFORMED = "memberlist.malformed";
  static final String INTERNAL_ERROR = "memberlist.internal_error";
  static final String UNHEARD = "memberlist.unheard";
  static final String UNANSWERED = "memberlist.unanswered";

  private final Telemetry telemetry;
  private final RateLimitedLog malformed;
  private final RateLimitedLog refused;
  private final RateLimitedLog unsent;
  private final RateLimitedLog unanswered;
  private final RateLimitedLog unheard;
  private final RateLimitedLog internal;

  Complaints(Log log, Telemetry telemetry, Timers timers) {
    this.telemetry = telemetry;
    this.malformed = new RateLimitedLog(log, Log.Level.WARN, timers);
    this.refused = new RateLimitedLog(log, Log.Level.WARN, timers);
    this.unsent = new RateLimitedLog(log, Log.Level.DEBUG, timers);
    this.unanswered = new RateLimitedLog(log, Log.Level.WARN, timers);
    this.unheard = new RateLimitedLog(log, Log.Level.WARN, timers);
    this.internal = new RateLimitedLog(log, Log.Level.ERR, timers);
  }

  /**
   * Bytes from the network are not what they claim to be.
   *
   * @param what what was dropped, such as {@code packet from 10.0.0.9:7946}
   * @param hint what to look at, or empty
   */
  void malformed(String what, MalformedMessage cause, String hint) {
    telemetry.count(MALFORMED, 1);
    malformed.log(() -> "memberlist: Dropped a " + what + ": " + cause.getMessage() + hint);
  }

  /** Well-formed input that this member does not go along with. */
  void refused(Supplier<String> line) {
    refused.log(line);
  }

  /** A packet did not even leave; the protocol lives with lost ones. */
  void unsent(Address to, SwimException cause) {
    unsent.log(() -> "memberlist: Failed to send a packet to " + to + ": " + cause.getMessage());
  }

  /** Somebody spoke whom {@link Admission} keeps out. */
  void unheard(String what, String why) {
    telemetry.count(UNHEARD, 1);
    unheard.log(() -> "memberlist: Dropped " + what + ": " + why);
  }

  /** An address that is no member's was to get more than {@link Strangers} allows. */
  void unanswered(Address to) {
    telemetry.count(UNANSWERED, 1);
    unanswered.log(
        () ->
            "memberlist: Too many pings in the name of %s, which is no member: left one unanswered"
                    .formatted(to)
                + " (does somebody forge packets? an encryption key keeps them out)");
  }

  /**
   * Runs {@code task}. If it fails, which only a defect of ours or of the delegate's makes it do,
   * that is told and not passed on.
   */
  void guard(String what, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException defect) {
      onDefect(what, defect);
    }
  }

  /** Asks for a result as {@link #guard} runs a task; a failure brings null. */
  <T> @Nullable T guarded(String what, Supplier<@Nullable T> task) {
    try {
      return task.get();
    } catch (RuntimeException defect) {
      onDefect(what, defect);
      return null;
    }
  }

  private void onDefect(String what, RuntimeException defect) {
    telemetry.count(INTERNAL_ERROR, 1);
    internal.log(() -> describe(what, defect));
  }

  private static String describe(String what, RuntimeException defect) {
    StackTraceElement[] trace = defect.getStackTrace();
    return "memberlist: Internal error in the handling of %s: %s%s (please report this)"
        .formatted(what, defect, trace.length == 0 ? "" : " at " + trace[0]);
  }
}
