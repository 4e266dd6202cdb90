package io.kserf.serf;

import io.kserf.serf.wire.SerfMessage;
import io.kserf.swim.BroadcastQueue;
import io.kserf.swim.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * What waits to be gossiped: intents before queries before events, as news of members is worth the
 * most, unless all take turns. Each kind has a queue of its own, so that a burst of one pushes none
 * of another out.
 */
final class Broadcasts {
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(30);
  private static final int WARN_DEPTH = 128;
  private static final int MAX_DEPTH = 4096;

  private final Host host;
  private final boolean fairShares;
  private final Runnable fresh;
  private final Lane intents;
  private final Lane queries;
  private final Lane events;
  private int leader;

  /** One queue, with the name that Serf's metrics and logs give it. */
  private record Lane(String name, BroadcastQueue queue) {}

  /**
   * @param fairShares whether each kind goes first in its turn, so that none starves another
   * @param fresh called when something was queued
   */
  Broadcasts(
      Host host, int retransmitMult, IntSupplier members, boolean fairShares, Runnable fresh) {
    this.host = host;
    this.fairShares = fairShares;
    this.fresh = fresh;
    this.intents = new Lane("Intent", new BroadcastQueue(retransmitMult, members));
    this.queries = new Lane("Query", new BroadcastQueue(retransmitMult, members));
    this.events = new Lane("Event", new BroadcastQueue(retransmitMult, members));
  }

  void start() {
    host.every(CHECK_INTERVAL, () -> lanes().forEach(this::check));
  }

  /** Queues an intent as it came or was made. */
  void intent(byte[] message) {
    add(intents, message, () -> {});
  }

  /**
   * @param finished runs once, not from within any call, when the intent was sent often enough
   */
  void intent(SerfMessage intent, Runnable finished) {
    // The queue calls from inside a gossip tick: whoever waits must not reach into that.
    add(intents, intent.encode(), () -> host.soon(finished));
  }

  void query(byte[] message) {
    add(queries, message, () -> {});
  }

  void event(byte[] message) {
    add(events, message, () -> {});
  }

  int intentDepth() {
    return intents.queue().size();
  }

  int queryDepth() {
    return queries.queue().size();
  }

  int eventDepth() {
    return events.queue().size();
  }

  /** Whether anything waits to be gossiped. */
  boolean isWaiting() {
    return intentDepth() + queryDepth() + eventDepth() > 0;
  }

  /** Takes what fits into {@code limit} bytes; see {@link BroadcastQueue#take}. */
  List<byte[]> take(Turn turn, int overhead, int limit) {
    var taken = new ArrayList<byte[]>();
    int left = limit;
    for (Lane lane : lanesInTurn()) {
      for (byte[] message : lane.queue().take(turn, overhead, left)) {
        host.sample("serf.msgs.sent", message.length);
        left -= message.length + overhead;
        taken.add(message);
      }
    }
    if (fairShares && !taken.isEmpty()) {
      leader = (leader + 1) % lanes().size();
    }
    return taken;
  }

  /** In the order of their worth, except that whoever leads goes first. */
  private List<Lane> lanesInTurn() {
    if (leader == 0) {
      return lanes();
    }
    var order = new ArrayList<>(lanes());
    order.addFirst(order.remove(leader));
    return order;
  }

  private List<Lane> lanes() {
    return List.of(intents, queries, events);
  }

  private void add(Lane lane, byte[] message, Runnable finished) {
    lane.queue().add(message, finished);
    fresh.run();
    if (lane.queue().size() > MAX_DEPTH) {
      // Serf prunes at its next check only; a flood must not grow the queue that long.
      lane.queue().prune(MAX_DEPTH);
      host.complaints()
          .refused(
              () ->
                  "serf: %s queue depth exceeds limit (%d), dropping messages!"
                      .formatted(lane.name(), MAX_DEPTH));
    }
  }

  private void check(Lane lane) {
    int depth = lane.queue().size();
    host.sample("serf.queue." + lane.name(), depth);
    if (depth >= WARN_DEPTH) {
      host.warn(() -> "serf: %s queue depth: %d".formatted(lane.name(), depth));
    }
  }
}
