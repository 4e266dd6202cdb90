package io.kserf.serf;

import io.kserf.serf.wire.PastEvents;
import io.kserf.serf.wire.UserEventMessage;
import io.kserf.swim.wire.GoString;
import org.jspecify.annotations.Nullable;

/**
 * User events: each is delivered once, whichever way and however often it comes. Order is nobody's
 * promise.
 */
final class UserEvents {
  /** Above this no user event goes, whatever is configured: it would not fit a datagram. */
  private static final int HARD_SIZE_LIMIT = 9216;

  private final Host host;
  private final int sizeLimit;
  private final Broadcasts broadcasts;
  private final EventPipeline events;
  private final LamportClock clock = new LamportClock();
  private final EventRing ring = new EventRing();
  private long minTime;

  UserEvents(Host host, SerfSettings settings, Broadcasts broadcasts, EventPipeline events) {
    if (settings.userEventSizeLimit() > HARD_SIZE_LIMIT) {
      throw new SerfException(
          "user event size limit exceeds limit of " + HARD_SIZE_LIMIT + " bytes");
    }
    this.host = host;
    this.sizeLimit = settings.userEventSizeLimit();
    this.broadcasts = broadcasts;
    this.events = events;
  }

  LamportClock clock() {
    return clock;
  }

  EventRing ring() {
    return ring;
  }

  /** Does not deliver what is older than {@code lamportTime} from now on. */
  void ignoreBefore(long lamportTime) {
    minTime = Math.max(minTime, lamportTime);
  }

  /**
   * @throws SerfException if it is too large
   */
  void send(String name, byte[] payload, boolean coalesce) {
    int size = GoString.encode(name).length + payload.length;
    if (size > sizeLimit) {
      throw new SerfException(
          "user event exceeds configured limit of " + sizeLimit + " bytes before encoding");
    }
    // Serf also checks its hard limit at this point, which the configured one never exceeds.
    byte[] own = payload.length == 0 ? null : payload.clone();
    var event = new UserEventMessage(clock.time(), name, own, coalesce);
    byte[] message = event.encode();
    if (message.length > sizeLimit) {
      throw new SerfException(
          "encoded user event exceeds configured limit of " + sizeLimit + " bytes after encoding");
    }
    receive(event);
    broadcasts.event(message);
  }

  /** Takes an event in; returns whether it is news, which was delivered and others should hear. */
  boolean receive(UserEventMessage event) {
    clock.witness(event.lamportTime());
    if (event.lamportTime() < minTime) {
      return false;
    }
    if (clock.time() > EventRing.SLOTS && event.lamportTime() < clock.time() - EventRing.SLOTS) {
      host.complaints()
          .refused(
              () ->
                  "serf: received old event %s from time %d (current: %d)"
                      .formatted(event.name(), event.lamportTime(), clock.time()));
      return false;
    }
    if (!ring.remember(event.lamportTime(), event.name(), event.payload())) {
      return false;
    }
    host.count("serf.events");
    events.publish(
        new SerfEvent.User(
            event.lamportTime(), event.name(), copy(event.payload()), event.coalesce()));
    return true;
  }

  /** Takes the events of a push/pull in: they are not gossiped on. */
  void replay(PastEvents past) {
    for (PastEvents.PastEvent event : past.events()) {
      receive(new UserEventMessage(past.lamportTime(), event.name(), event.payload(), false));
    }
  }

  private static byte[] copy(byte @Nullable [] payload) {
    return payload == null ? new byte[0] : payload.clone();
  }
}
