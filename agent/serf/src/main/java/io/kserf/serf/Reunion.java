package io.kserf.serf;

import io.kserf.swim.Completion;
import io.kserf.swim.JoinTarget;
import io.kserf.swim.Log;
import io.kserf.swim.Swim;
import io.kserf.swim.SwimException;
import io.kserf.swim.Timers;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a pool together that has fallen apart, however long ago: looks for seeds at whose address
 * nobody is alive, and for members that were reaped as failed. {@link Reconnector} does the same
 * for members that are still in the table, as Serf does; Serf has nothing beyond that.
 *
 * <p>While nobody is missing that costs one look at the table every reconnect interval. Else one
 * address is tried, and the time until the next try doubles up to ten minutes. In a larger pool
 * most members leave out most tries: all together try often enough. A member that is alone tries
 * several addresses until somebody is there, and does so every minute with Serf's interval.
 *
 * <p>A seed at an address that is no member's, such as a load balancer's, is missing for ever. So
 * the bounds here are also what that costs: a push/pull every 5 to 10 minutes of ten members, or of
 * a tenth of them.
 */
final class Reunion {
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  /** Of a small pool so many try each time, on average. */
  private static final double LEAST_TRYING = 10;

  /** Of a large pool this share; somebody whom only this member misses is not left to others. */
  private static final double LEAST_SHARE = 0.1;

  /** Each of them may take as long as a connection may take to open. */
  private static final int TRIES_WHEN_ALONE = 16;

  private final Host host;
  private final SerfSettings settings;
  private final Lifecycle lifecycle;
  private final MemberTable table;
  private final Forgotten forgotten;
  private final Rejoin rejoin;
  private final Swim swim;
  private final FirstJoin firstJoin;
  private final String self;
  private @Nullable SeedSource source;
  private List<JoinTarget> seeds = List.of();
  private Timers.@Nullable Timer next;
  private boolean hadCompany;
  private long pauseNanos;

  /** The join of a member that has never met another one: old events are not for it. */
  interface FirstJoin {
    void through(List<JoinTarget> targets, Completion<Integer> done);
  }

  Reunion(
      Host host,
      SerfSettings settings,
      Lifecycle lifecycle,
      MemberTable table,
      Forgotten forgotten,
      Rejoin rejoin,
      Swim swim,
      FirstJoin firstJoin,
      String self) {
    this.host = host;
    this.settings = settings;
    this.lifecycle = lifecycle;
    this.table = table;
    this.forgotten = forgotten;
    this.rejoin = rejoin;
    this.swim = swim;
    this.firstJoin = firstJoin;
    this.self = self;
  }

  /** Begins, unless the settings forbid it. */
  void start() {
    if (settings.rejoinForever() && settings.reconnectInterval().isPositive()) {
      begin();
    }
  }

  /** Looks for these seeds from now on: at once if this member is alone. */
  void seeds(SeedSource newSource) {
    source = newSource;
    seeds = List.of();
    // Without a timer it has not started, or is at work and will come back to this.
    if (next != null) {
      next.cancel();
      begin();
    }
  }

  private void begin() {
    pauseNanos = firstPause();
    after(source != null && isAlone() ? 0 : pauseNanos);
  }

  private void turn() {
    next = null;
    SeedSource asked = source;
    if (asked == null || !seeds.isEmpty() && missing().seeds().isEmpty()) {
      search();
      return;
    }
    // Names may stand for other addresses by now.
    asked.lookUp(
        found -> {
          if (asked == source && !found.isEmpty()) {
            seeds = List.copyOf(found);
          }
          search();
        });
  }

  private void search() {
    hadCompany |= table.size() > 1 || !forgotten.isEmpty();
    Missing missing = missing();
    if (missing.size() == 0) {
      pauseNanos = firstPause();
      after(pauseNanos);
      return;
    }
    if (host.random().nextDouble() > shareThatTries(missing.size())) {
      host.debug(() -> "serf: forgoing rejoin for random throttling");
      pause();
      return;
    }
    tryNext(missing.draw(isAlone() ? TRIES_WHEN_ALONE : 1, host.random()).iterator());
  }

  private double shareThatTries(int missing) {
    double trying = Math.max(missing, LEAST_TRYING);
    return Math.max(trying / table.count(MemberStatus.ALIVE), LEAST_SHARE);
  }

  private Missing missing() {
    Missing missing = Missing.of(seeds, table, forgotten, host.nowNanos());
    return rejoin.isTrying() ? missing.seedsOnly() : missing;
  }

  private void tryNext(Iterator<JoinTarget> remaining) {
    if (!lifecycle.isAlive()) {
      return;
    }
    if (!remaining.hasNext()) {
      pause();
      return;
    }
    JoinTarget target = remaining.next();
    // That somebody is still missing is no news.
    host.log(
        pauseNanos == firstPause() ? Log.Level.INFO : Log.Level.DEBUG,
        () -> "serf: attempting to rejoin through " + describe(target));
    var attempt = new Attempt(target, table.count(MemberStatus.ALIVE), remaining);
    if (hadCompany) {
      swim.join(List.of(target), attempt);
    } else {
      firstJoin.through(List.of(target), attempt);
    }
  }

  private final class Attempt implements Completion<Integer> {
    private final JoinTarget target;
    private final int aliveBefore;
    private final Iterator<JoinTarget> remaining;

    Attempt(JoinTarget target, int aliveBefore, Iterator<JoinTarget> remaining) {
      this.target = target;
      this.aliveBefore = aliveBefore;
      this.remaining = remaining;
    }

    @Override
    public void succeeded(Integer contacts) {
      // Had it been the member that was lost, that would be in the table by now.
      forgotten.stopLooking(target.name());
      int met = table.count(MemberStatus.ALIVE) - aliveBefore;
      if (met > 0) {
        host.info(
            () -> "serf: rejoined through %s: %d more alive".formatted(describe(target), met));
      }
      if (isAlone()) {
        tryNext(remaining);
      } else {
        hadCompany = true;
        pause();
      }
    }

    @Override
    public void failed(SwimException cause) {
      host.debug(
          () ->
              "serf: no rejoin through "
                  + describe(target)
                  + ": "
                  + String.valueOf(cause.getMessage()).strip());
      tryNext(remaining);
    }
  }

  /** Waits twice as long as before; half of that is left to chance, lest members stay in step. */
  private void pause() {
    long limit = isAlone() ? 2 * firstPause() : Math.max(LONGEST_PAUSE.toNanos(), firstPause());
    pauseNanos = Math.min(2 * pauseNanos, limit);
    after(pauseNanos / 2 + host.random().nextLong(pauseNanos / 2 + 1));
  }

  private void after(long nanos) {
    if (lifecycle.isAlive()) {
      next = host.after(nanos, this::turn);
    }
  }

  private long firstPause() {
    return settings.reconnectInterval().toNanos();
  }

  private boolean isAlone() {
    return !table.hasAliveOtherThan(self);
  }

  private static String describe(JoinTarget target) {
    return target.name().isEmpty()
        ? target.address().toString()
        : target.name() + " " + target.address();
  }
}
