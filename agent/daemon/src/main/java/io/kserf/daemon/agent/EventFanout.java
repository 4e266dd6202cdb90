package io.kserf.daemon.agent;

import io.kserf.node.SerfEvents;
import io.kserf.serf.SerfEvent;
import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Hands one member's events to all who want them here, over a single subscription that lasts as
 * long as the member. Receivers must not block.
 */
public final class EventFanout {
  private final String what;
  private final Log log;
  private final List<Consumer<SerfEvent>> receivers = new CopyOnWriteArrayList<>();

  /**
   * @param what names the kind of events in the log
   */
  EventFanout(String what, Log log) {
    this.what = what;
    this.log = log;
  }

  /** Ends the delivery. */
  public interface Registration {
    void cancel();
  }

  public Registration add(Consumer<SerfEvent> receiver) {
    // A receiver that was added twice gets every event twice, so each has an identity of its own.
    Consumer<SerfEvent> entry = receiver::accept;
    receivers.add(entry);
    return () -> receivers.remove(entry);
  }

  void subscribeTo(SerfEvents events) {
    events
        .subscribe(this::deliver)
        .exceptionallyCompose(
            failure -> {
              log.log(
                  Level.ERR,
                  () -> "agent: Lost %s events: %s".formatted(what, failure.getMessage()));
              subscribeTo(events);
              return java.util.concurrent.CompletableFuture.completedFuture(null);
            });
  }

  private void deliver(SerfEvent event) {
    receivers.forEach(receiver -> receiver.accept(event));
  }
}
