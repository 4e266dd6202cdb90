package io.kserf.node;

import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfException;
import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;

/**
 * The events of one member, from the moment of subscription on. Each subscriber is called on a
 * virtual thread of its own, one event at a time, and may block: the member never waits for it.
 * {@value #BACKLOG} events may wait for a subscriber; one more, and its subscription ends with
 * {@code onError}, for a gap in the events would be worse. When the member has stopped, what waits
 * is delivered and {@code onComplete} follows.
 */
public final class SerfEvents implements Flow.Publisher<SerfEvent> {
  /** How many events wait for a slow subscriber. */
  public static final int BACKLOG = 1024;

  private static final Executor VIRTUAL =
      task -> Thread.ofVirtual().name("kserf-events").start(task);

  private final String memberName;
  private final Log log;
  // A publisher for each subscriber, because the JDK's can only fail all of its subscribers at
  // once.
  private final List<SubmissionPublisher<SerfEvent>> lanes = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  SerfEvents(String memberName, Log log) {
    this.memberName = memberName;
    this.log = log;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super SerfEvent> subscriber) {
    newLane().subscribe(subscriber);
  }

  /**
   * Hands every event to {@code handler}. The future completes when the member has stopped, fails
   * when the handler throws or is too slow, and ends the subscription when it is cancelled.
   */
  public CompletableFuture<Void> subscribe(Consumer<? super SerfEvent> handler) {
    return newLane().consume(handler);
  }

  private SubmissionPublisher<SerfEvent> newLane() {
    var lane = new SubmissionPublisher<SerfEvent>(VIRTUAL, BACKLOG);
    lanes.add(lane);
    if (closed) {
      lane.close();
    }
    return lane;
  }

  /** Never blocks. */
  void publish(SerfEvent event) {
    for (SubmissionPublisher<SerfEvent> lane : lanes) {
      if (lane.offer(event, null) < 0) {
        String why =
            "a subscriber to the events of %s was dropped: %d events wait for it already (handle events faster, or hand them on to a queue of your own)"
                .formatted(memberName, BACKLOG);
        log.log(Level.WARN, () -> "kserf: " + why);
        lane.closeExceptionally(new SerfException(why));
        lanes.remove(lane);
      }
    }
  }

  void close() {
    closed = true;
    lanes.forEach(SubmissionPublisher::close);
  }
}
