package io.kserf.swim;

import io.kserf.swim.wire.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The suspicions under way, at most one a member, each with its timer. */
final class Suspicions {
  private final Timing timing;
  private final InstanceTimers timers;
  private final boolean reminding;
  private final Consumer<String> reminder;
  private final Map<String, Running> running = new HashMap<>();

  /**
   * @param reminder hears of each suspect once in the shortest time that a suspicion can take, for
   *     the last time when there is just enough time left for an answer
   */
  Suspicions(Shell shell, Consumer<String> reminder) {
    this.timing = shell.timing();
    this.timers = shell.timers();
    this.reminding = shell.config().pacing().suspectsFirst();
    this.reminder = reminder;
  }

  boolean isRunning(String member) {
    return running.containsKey(member);
  }

  /**
   * Starts a suspicion in a pool of {@code members}.
   *
   * @param confirmed called with the suspect and the number of confirmations when its time is over
   */
  void start(Message.Suspect accusation, int members, Confirmed confirmed) {
    long min =
        Scaling.suspicionMinNanos(
            timing.suspicionMult(), members, timing.probeInterval().toNanos());
    int expected = Scaling.expectedConfirmations(timing.suspicionMult(), members);
    var suspicion =
        new Suspicion(
            accusation.from(),
            expected,
            min,
            timing.suspicionMaxTimeoutMult() * min,
            timers.nowNanos());
    var previous =
        running.put(accusation.node(), new Running(accusation.node(), suspicion, confirmed));
    Invariant.holds(previous == null, "a member is suspected once at a time");
  }

  /** Takes one more accusation; tells whether it confirms, and so is worth passing on. */
  boolean confirm(Message.Suspect accusation) {
    Running suspicion = running.get(accusation.node());
    return suspicion != null && suspicion.confirm(accusation.from());
  }

  /** The suspect has spoken, or is gone for good. */
  void cancel(String member) {
    Running suspicion = running.remove(member);
    if (suspicion != null) {
      suspicion.timer.cancel();
    }
  }

  /** What a suspicion that nobody refuted leads to. */
  interface Confirmed {
    void confirmed(String member, Suspicion suspicion);
  }

  private final class Running {
    private final String member;
    private final Suspicion suspicion;
    private final Confirmed confirmed;
    private Timers.Timer timer;
    private boolean reminded;
    private long answerDueNanos;

    Running(String member, Suspicion suspicion, Confirmed confirmed) {
      this.member = member;
      this.suspicion = suspicion;
      this.confirmed = confirmed;
      this.reminded = !reminding;
      this.answerDueNanos = timers.nowNanos();
      this.timer = arm();
    }

    boolean confirm(String accuser) {
      if (!suspicion.confirm(accuser)) {
        return false;
      }
      timer.cancel();
      timer = arm();
      return true;
    }

    /** The last reminder comes a round trip before the end, which waits for it if need be. */
    private Timers.Timer arm() {
      long remaining = suspicion.remainingNanos(timers.nowNanos());
      if (reminded) {
        return timers.after(Math.max(remaining, answerDueNanos - timers.nowNanos()), this::fire);
      }
      long period = Math.max(suspicion.minNanos(), roundTripNanos());
      return timers.after(
          Math.max(0, Math.min(period, remaining - roundTripNanos())), this::remind);
    }

    private void remind() {
      long now = timers.nowNanos();
      if (suspicion.remainingNanos(now) <= roundTripNanos()) {
        reminded = true;
        answerDueNanos = now + roundTripNanos();
      }
      reminder.accept(member);
      timer = arm();
    }

    private long roundTripNanos() {
      return timing.probeTimeout().toNanos();
    }

    private void fire() {
      running.remove(member);
      confirmed.confirmed(member, suspicion);
    }
  }
}
