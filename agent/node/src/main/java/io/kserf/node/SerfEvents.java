package io.kserf.node;

import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfException;
import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * The events of one member, from the moment of subscription on; the first subscriber also gets what
 * happened since the start, such as the member's own join, unless that is more than {@value #EARLY}
 * events.
 *
 * <p>Each subscriber is called on a virtual thread, one event at a time, and may block: the member
 * never waits for it. {@value #BACKLOG} events may wait for a subscriber; one more, and its
 * subscription ends at once with {@code onError}, for a gap in the events would be worse. Whoever
 * subscribes again then looks at {@link Serf#members()} first. When the member has stopped, what
 * waits is delivered and {@code onComplete} follows.
 *
 * <p>To follow who is in the pool, {@link Serf#watchMembers()} is simpler and has no limit to fall
 * behind.
 */
public final class SerfEvents implements Flow.Publisher<SerfEvent> {
  /** How many events wait for a slow subscriber. */
  public static final int BACKLOG = 1024;

  /** How many events wait for the first subscriber. */
  public static final int EARLY = 64;

  private final String memberName;
  private final Log log;

  /** The way to one subscriber, and what is on it. */
  private record Subscription(Backlog<SerfEvent> backlog, Lane<SerfEvent> lane) {}

  // All guarded by this; nothing blocks while it is held.
  private final List<Subscription> subscriptions = new ArrayList<>();
  private List<SerfEvent> early = new ArrayList<>();
  private boolean isEarly = true;
  private boolean closed;

  SerfEvents(String memberName, Log log) {
    this.memberName = memberName;
    this.log = log;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super SerfEvent> subscriber) {
    var backlog = new Backlog<SerfEvent>(BACKLOG);
    var subscription = new Subscription(backlog, new Lane<>(subscriber, backlog));
    open(subscription);
    subscription.lane.signal();
  }

  /**
   * Hands every event to {@code handler}. The future completes when the member has stopped, fails
   * when the handler throws or is too slow, which is logged as well, and ends the subscription when
   * it is cancelled.
   */
  public CompletableFuture<Void> subscribe(Consumer<? super SerfEvent> handler) {
    var subscriber =
        new Handler<SerfEvent>(handler, "the events of " + memberName, this::isClosed, log);
    subscribe(subscriber);
    return subscriber.end();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void open(Subscription subscription) {
    early.forEach(subscription.backlog::offer);
    early = List.of();
    isEarly = false;
    if (closed) {
      subscription.backlog.close();
    } else {
      subscriptions.add(subscription);
    }
  }

  /** Never blocks. */
  synchronized void publish(SerfEvent event) {
    if (isEarly) {
      early.add(event);
      if (early.size() > EARLY) {
        early = List.of();
        isEarly = false;
      }
    }
    subscriptions.removeIf(subscription -> !deliver(subscription, event));
  }

  /** Whether the subscription is still of use. */
  private boolean deliver(Subscription subscription, SerfEvent event) {
    if (subscription.lane.isEnded()) {
      return false;
    }
    boolean delivered = subscription.backlog.offer(event);
    if (!delivered) {
      drop(subscription);
    }
    subscription.lane.signal();
    return delivered;
  }

  private void drop(Subscription slow) {
    String why =
        ("a subscriber to the events of %s was dropped: %d events wait for it already (handle"
                + " events faster, or hand them on to a queue of your own)")
            .formatted(memberName, BACKLOG);
    log.log(Level.WARN, () -> "kserf: " + why);
    slow.backlog.fail(new SerfException(why));
  }

  synchronized void close() {
    closed = true;
    for (Subscription subscription : subscriptions) {
      subscription.backlog.close();
      subscription.lane.signal();
    }
    subscriptions.clear();
  }
}
