package io.kserf.node;

import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfException;
import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The events of one member, from the moment of subscription on; the first subscriber also gets what
 * happened since the start, such as the member's own join, unless that is more than {@value #EARLY}
 * events. Each subscriber is called on a virtual thread of its own, one event at a time, and may
 * block: the member never waits for it. {@value #BACKLOG} events may wait for a subscriber; one
 * more, and its subscription ends with {@code onError}, for a gap in the events would be worse.
 * When the member has stopped, what waits is delivered and {@code onComplete} follows.
 */
public final class SerfEvents implements Flow.Publisher<SerfEvent> {
  /** How many events wait for a slow subscriber. */
  public static final int BACKLOG = 1024;

  /** How many events wait for the first subscriber. */
  public static final int EARLY = 64;

  private static final Executor VIRTUAL =
      task -> Thread.ofVirtual().name("kserf-events").start(task);

  private final String memberName;
  private final Log log;

  /**
   * The way to one subscriber. A publisher for each, because the JDK's can only fail all of its
   * subscribers at once.
   */
  private record Lane(SubmissionPublisher<SerfEvent> publisher, BooleanSupplier isOver) {
    /** Whether there was room for it. */
    boolean offer(SerfEvent event) {
      return publisher.offer(event, null) >= 0;
    }
  }

  // All guarded by this; nothing blocks while it is held.
  private final List<Lane> lanes = new ArrayList<>();
  private List<SerfEvent> early = new ArrayList<>();
  private boolean isEarly = true;
  private boolean closed;

  SerfEvents(String memberName, Log log) {
    this.memberName = memberName;
    this.log = log;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super SerfEvent> subscriber) {
    var publisher = new SubmissionPublisher<SerfEvent>(VIRTUAL, BACKLOG);
    var watched = new WatchedSubscriber<SerfEvent>(subscriber);
    publisher.subscribe(watched);
    open(new Lane(publisher, watched::isCancelled));
  }

  /**
   * Hands every event to {@code handler}. The future completes when the member has stopped, fails
   * when the handler throws or is too slow, which is logged as well, and ends the subscription when
   * it is cancelled.
   */
  public CompletableFuture<Void> subscribe(Consumer<? super SerfEvent> handler) {
    var publisher = new SubmissionPublisher<SerfEvent>(VIRTUAL, BACKLOG);
    CompletableFuture<Void> end = publisher.consume(event -> hand(event, handler));
    open(new Lane(publisher, end::isDone));
    return end;
  }

  /** Few keep the future, and a handler that is called no more must not go unnoticed. */
  private void hand(SerfEvent event, Consumer<? super SerfEvent> handler) {
    try {
      handler.accept(event);
    } catch (RuntimeException | Error e) {
      if (!isClosed()) {
        log.log(
            Level.ERR,
            () ->
                ("kserf: a subscriber to the events of %s failed and gets no more: %s (catch what"
                        + " its handler may throw)")
                    .formatted(memberName, e));
      }
      throw e;
    }
  }

  /** After the end a handler that asks the member for anything is refused: no news. */
  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void open(Lane lane) {
    early.forEach(lane::offer);
    early = List.of();
    isEarly = false;
    if (closed) {
      lane.publisher.close();
    } else {
      lanes.add(lane);
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
    lanes.removeIf(lane -> !deliver(lane, event));
  }

  /** Whether the lane is still of use. */
  private boolean deliver(Lane lane, SerfEvent event) {
    if (lane.isOver.getAsBoolean()) {
      return false;
    }
    if (lane.offer(event)) {
      return lane.publisher.hasSubscribers();
    }
    String why =
        ("a subscriber to the events of %s was dropped: %d events wait for it already (handle"
                + " events faster, or hand them on to a queue of your own)")
            .formatted(memberName, BACKLOG);
    log.log(Level.WARN, () -> "kserf: " + why);
    lane.publisher.closeExceptionally(new SerfException(why));
    return false;
  }

  synchronized void close() {
    closed = true;
    lanes.forEach(lane -> lane.publisher.close());
    lanes.clear();
  }
}
