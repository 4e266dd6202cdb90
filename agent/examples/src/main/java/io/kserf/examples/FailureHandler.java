package io.kserf.examples;

import io.kserf.node.Serf;
import io.kserf.node.SerfConfig;
import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfEvent.Members.Kind;
import io.kserf.serf.SerfMember;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does something about a failed member: fences it, moves its work, calls somebody.
 *
 * <p>A member whose network flaps fails and comes back, again and again. So the action waits for a
 * grace period, and is called off when the member is back before its end: it happens once for each
 * failure that lasts. A member that leaves has not failed, and nothing happens.
 */
public final class FailureHandler implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FailureHandler.class.getName());

  private final Duration grace;
  private final Consumer<SerfMember> action;
  private final Map<String, Long> waiting = new ConcurrentHashMap<>();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  private FailureHandler(Duration grace, Consumer<SerfMember> action) {
    this.grace = grace;
    this.action = action;
  }

  /**
   * Runs {@code action} for each member that fails from now on and stays failed for {@code grace},
   * one at a time. It may block.
   */
  public static FailureHandler start(Serf serf, Duration grace, Consumer<SerfMember> action) {
    var handler = new FailureHandler(grace, action);
    serf.events().subscribe(handler::onEvent);
    return handler;
  }

  private void onEvent(SerfEvent event) {
    if (event instanceof SerfEvent.Members(Kind kind, List<SerfMember> members)) {
      for (SerfMember member : members) {
        if (kind == Kind.FAILED) {
          watch(member, System.nanoTime());
        } else {
          waiting.remove(member.name());
        }
      }
    }
  }

  /** The time of the failure tells it from an earlier or later one of the same member. */
  private void watch(SerfMember member, long failedAt) {
    waiting.put(member.name(), failedAt);
    scheduler.schedule(
        () -> {
          if (waiting.remove(member.name(), failedAt)) {
            act(member);
          }
        },
        grace.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void act(SerfMember member) {
    try {
      action.accept(member);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "nothing was done about " + member.name(), e);
    }
  }

  /** Names of the members that have failed just now and may still come back in time. */
  public Set<String> waiting() {
    return Set.copyOf(waiting.keySet());
  }

  /** Calls off what waits. */
  @Override
  public void close() {
    scheduler.shutdownNow();
  }

  /** {@code NAME BIND SEED}: prints who has been failed for half a minute. */
  public static void main(String[] args) {
    Duration grace = Duration.ofSeconds(30);
    try (Serf serf = Serf.create(SerfConfig.lan().name(args[0]).bind(args[1]));
        var handler = start(serf, grace, failed -> System.out.println("gone: " + failed.name()))) {
      serf.join(List.of(args[2]));
      serf.awaitStop();
    }
  }
}
