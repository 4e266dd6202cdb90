package io.kserf.serf;

import io.kserf.swim.Address;
import io.kserf.swim.Completion;
import io.kserf.swim.JoinTarget;
import io.kserf.swim.Log;
import io.kserf.swim.Swim;
import io.kserf.swim.SwimException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Brings a restarted member back to its pool through those that it knew before, one after the other
 * in random order, until one of them answers. No intent is broadcast: the others remember who this
 * is.
 *
 * <p>Serf tries each of them once. Here they are tried again while nobody else is known, as long as
 * a failed member would be: the network may well start later than its hosts. Then, or for those who
 * are not met again, it is {@link Reunion}'s turn.
 */
final class Rejoin {
  private final Host host;
  private final SerfSettings settings;
  private final Lifecycle lifecycle;
  private final MemberTable table;
  private final Forgotten forgotten;
  private final Swim swim;
  private final String self;
  private final List<JoinTarget> known = new ArrayList<>();
  private Log.Level level = Log.Level.INFO;
  private long giveUpAtNanos;

  Rejoin(
      Host host,
      SerfSettings settings,
      Lifecycle lifecycle,
      MemberTable table,
      Forgotten forgotten,
      Swim swim,
      String self) {
    this.host = host;
    this.settings = settings;
    this.lifecycle = lifecycle;
    this.table = table;
    this.forgotten = forgotten;
    this.swim = swim;
    this.self = self;
  }

  /**
   * @param members by name; this one may be among them
   */
  void start(Map<String, Address> members) {
    // A member that was given a new name finds itself under the old one.
    Address own = swim.self().address();
    members.forEach(
        (name, address) -> {
          if (!name.equals(self) && !address.isSameEndpoint(own) && address.isDialable()) {
            var target = new JoinTarget(name, address);
            known.add(target);
            // The pool may not know it any more, or may be in parts.
            forgotten.lost(target, 0, host.nowNanos());
          }
        });
    giveUpAtNanos = host.nowNanos() + settings.reconnectTimeout().toNanos();
    if (!known.isEmpty()) {
      host.soon(this::round);
    }
  }

  /** Whether it goes on. */
  boolean isTrying() {
    return !known.isEmpty();
  }

  private void round() {
    Collections.shuffle(known, host.random());
    attempt(List.copyOf(known).iterator());
  }

  private void attempt(Iterator<JoinTarget> remaining) {
    if (!lifecycle.isAlive()) {
      return;
    }
    if (!remaining.hasNext()) {
      onNobodyReached();
      return;
    }
    JoinTarget next = remaining.next();
    host.log(level, () -> "serf: Attempting re-join to previously known node: " + describe(next));
    swim.join(
        List.of(next),
        new Completion<>() {
          @Override
          public void succeeded(Integer contacts) {
            host.info(() -> "serf: Re-joined to previously known node: " + describe(next));
            known.clear();
          }

          @Override
          public void failed(SwimException cause) {
            attempt(remaining);
          }
        });
  }

  private void onNobodyReached() {
    Duration pause = settings.reconnectInterval();
    host.log(
        level == Log.Level.INFO ? Log.Level.WARN : level,
        () ->
            "serf: Failed to re-join any previously known node (next attempt in %d s)"
                .formatted(pause.toSeconds()));
    // From now on this is no news.
    level = Log.Level.DEBUG;
    host.after(pause, this::again);
  }

  private void again() {
    if (!table.hasAliveOtherThan(self) && host.nowNanos() < giveUpAtNanos) {
      round();
    } else {
      known.clear();
    }
  }

  private static String describe(JoinTarget target) {
    return target.name() + ": " + target.address();
  }
}
