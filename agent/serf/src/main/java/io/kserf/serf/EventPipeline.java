package io.kserf.serf;

import org.jspecify.annotations.Nullable;

/**
 * The way of an event: into the snapshot, as it happens to those that must not lag, and through the
 * coalescers to the application.
 */
final class EventPipeline {
  private final Host host;
  private final Recorder recorder;
  private final SerfListener listener;
  private final @Nullable MemberCoalescer memberCoalescer;
  private final @Nullable UserCoalescer userCoalescer;

  EventPipeline(
      Host host,
      SerfSettings settings,
      MemberTable table,
      Recorder recorder,
      SerfListener listener) {
    this.host = host;
    this.recorder = recorder;
    this.listener = listener;
    this.memberCoalescer =
        settings.coalescePeriod().isPositive()
            ? new MemberCoalescer(host, settings, table, this::deliver)
            : null;
    this.userCoalescer =
        settings.userCoalescePeriod().isPositive()
            ? new UserCoalescer(host, settings, this::deliver)
            : null;
  }

  void publish(SerfEvent event) {
    recorder.onEvent(event);
    SerfEvent raw = withOwnPayload(event);
    host.complaints().guard("the listener of events", () -> listener.onRawEvent(raw));
    switch (event) {
      case SerfEvent.Members members when memberCoalescer != null -> memberCoalescer.add(members);
      case SerfEvent.User user when user.coalesce() && userCoalescer != null ->
          userCoalescer.add(user);
      default -> deliver(event);
    }
  }

  /** Hands out what the coalescers still hold. */
  void flush() {
    if (userCoalescer != null) {
      userCoalescer.close();
    }
    if (memberCoalescer != null) {
      memberCoalescer.close();
    }
  }

  private void deliver(SerfEvent event) {
    host.complaints().guard("the listener of events", () -> listener.onEvent(event));
  }

  /** A copy that shares no array with {@code event}: each receiver may do with it as it likes. */
  private static SerfEvent withOwnPayload(SerfEvent event) {
    return switch (event) {
      case SerfEvent.Members members -> members;
      case SerfEvent.User(var time, var name, var payload, var coalesce) ->
          new SerfEvent.User(time, name, payload.clone(), coalesce);
      case SerfEvent.Query(var time, var name, var payload, var deadline, var responder) ->
          new SerfEvent.Query(time, name, payload.clone(), deadline, responder);
    };
  }
}
