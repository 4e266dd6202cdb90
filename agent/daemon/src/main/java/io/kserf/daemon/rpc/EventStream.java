package io.kserf.daemon.rpc;

import io.kserf.daemon.handler.EventFilter;
import io.kserf.rpc.RpcEncoder;
import io.kserf.rpc.RpcRecord;
import io.kserf.serf.SerfEvent;
import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The events that one {@code stream} request asked for, on their way to its client. */
final class EventStream implements Consumer<SerfEvent> {
  private final long seq;
  private final List<EventFilter> filters;
  private final Outbox.Lane lane;
  private final PendingQueries queries;
  private final String client;
  private final Log log;
  private final AtomicLong dropped = new AtomicLong();

  EventStream(
      long seq,
      List<EventFilter> filters,
      Outbox.Lane lane,
      PendingQueries queries,
      String client,
      Log log) {
    this.seq = seq;
    this.filters = filters;
    this.lane = lane;
    this.queries = queries;
    this.client = client;
    this.log = log;
  }

  /** Never blocks. */
  @Override
  public void accept(SerfEvent event) {
    if (filters.stream().noneMatch(filter -> filter.matches(event))) {
      return;
    }
    if (lane.offer(RpcEncoder.response(seq, "", recordOf(event)))) {
      long lost = dropped.getAndSet(0);
      if (lost > 0) {
        log.log(
            Level.WARN,
            () -> "agent.ipc: %s reads again, %d events were dropped".formatted(client, lost));
      }
    } else if (dropped.getAndIncrement() == 0) {
      log.log(
          Level.WARN,
          () -> "agent.ipc: Dropping events to %s: it does not read them".formatted(client));
    }
  }

  private RpcRecord recordOf(SerfEvent event) {
    return switch (event) {
      case SerfEvent.Members members ->
          new RpcRecord.Members(members.kind().text(), RpcMembers.of(members.members()));
      case SerfEvent.User user ->
          new RpcRecord.User(user.lamportTime(), user.name(), user.payload(), user.coalesce());
      case SerfEvent.Query query ->
          new RpcRecord.Query(
              queries.add(query), query.lamportTime(), query.name(), query.payload());
    };
  }
}
