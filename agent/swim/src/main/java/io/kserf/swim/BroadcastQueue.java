package io.kserf.swim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntSupplier;

/**
 * Messages that wait to be piggybacked. What was sent least goes first; among equals the longest
 * that still fits, then the newest. A message is sent as often as the pool's size asks for, at most
 * once in each {@link Turn}, and is then finished.
 *
 * <p>Taking costs O(log n) a message. Not thread-safe. Not bounded by itself: named messages
 * replace each other, unnamed ones are held down by {@link #prune}.
 */
public final class BroadcastQueue {
  private static final Comparator<Broadcast> ORDER =
      Comparator.comparingInt((Broadcast b) -> b.transmits)
          .thenComparing(Comparator.comparingInt((Broadcast b) -> b.length).reversed())
          .thenComparing(Comparator.comparingLong((Broadcast b) -> b.id).reversed());

  private final int retransmitMult;
  private final IntSupplier members;
  private final TreeSet<Broadcast> waiting = new TreeSet<>(ORDER);

  /** What the current turn has got already: nothing more for it, but for the next one. */
  private final List<Broadcast> held = new ArrayList<>();

  private Map<String, Broadcast> named = new HashMap<>();
  private long lastId;
  private long currentTurn;

  /**
   * @param retransmitMult how often a message is sent for each power of ten of members
   * @param members the size of the pool, asked at each take
   */
  public BroadcastQueue(int retransmitMult, IntSupplier members) {
    this.retransmitMult = retransmitMult;
    this.members = members;
  }

  /** Queues a message that no other replaces. */
  public void add(byte[] message) {
    add(message, () -> {});
  }

  /**
   * Queues a message that no other replaces.
   *
   * @param finished called once, when the message was sent often enough or was pruned; from within
   *     {@link #take} or {@link #prune}
   */
  public void add(byte[] message, Runnable finished) {
    waiting.add(new Broadcast("", message, 0, message.length, ++lastId, finished));
  }

  /**
   * Queues a message in place of the one with the same name, if there is one: that one is finished.
   *
   * @param name not empty
   */
  public void add(String name, byte[] message, Runnable finished) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the name of a broadcast is empty");
    }
    var broadcast = new Broadcast(name, message, 0, message.length, ++lastId, finished);
    Broadcast replaced = named.put(name, broadcast);
    if (replaced != null && !waiting.remove(replaced)) {
      held.remove(replaced);
    }
    waiting.add(broadcast);
    if (replaced != null) {
      replaced.finished.run();
    }
  }

  /**
   * Takes what fits into {@code limit} bytes, where each message costs {@code overhead} bytes
   * beyond its length, and what this turn has not taken yet. Each one taken counts as sent. Callers
   * must not change the arrays.
   */
  public List<byte[]> take(Turn turn, int overhead, int limit) {
    if (turn.number() != currentTurn) {
      currentTurn = turn.number();
      release();
    }
    if (waiting.isEmpty()) {
      return List.of();
    }
    int retransmitLimit = Scaling.retransmitLimit(retransmitMult, members.getAsInt());
    int sentBelow =
        turn.isFresh() ? Math.min(turn.sentBelow(), retransmitLimit - 1) : Integer.MAX_VALUE;
    List<Broadcast> taken = pick(overhead, limit, sentBelow);
    taken.forEach(broadcast -> holdOrForget(broadcast, retransmitLimit));
    finish(taken, retransmitLimit);
    return taken.stream().map(broadcast -> broadcast.message).toList();
  }

  private List<Broadcast> pick(int overhead, int limit, int sentBelow) {
    var taken = new ArrayList<Broadcast>();
    int used = 0;
    int tier = waiting.first().transmits;
    while (limit - used - overhead > 0) {
      Broadcast next = waiting.ceiling(Broadcast.firstOf(tier, limit - used - overhead));
      if (next == null || next.transmits >= sentBelow) {
        break;
      }
      if (next.transmits > tier) {
        tier = next.transmits;
        continue;
      }
      waiting.remove(next);
      taken.add(next);
      used += overhead + next.length;
    }
    return taken;
  }

  private void release() {
    waiting.addAll(held);
    held.clear();
  }

  /** Drops messages, those first that were sent most, until at most {@code keep} are left. */
  public void prune(int keep) {
    if (size() <= keep) {
      return;
    }
    release();
    while (waiting.size() > Math.max(0, keep)) {
      Broadcast dropped = waiting.removeLast();
      forgetName(dropped);
      dropped.finished.run();
    }
  }

  /** How many messages wait. */
  public int size() {
    return waiting.size() + held.size();
  }

  private void holdOrForget(Broadcast sent, int retransmitLimit) {
    if (sent.transmits + 1 >= retransmitLimit) {
      forgetName(sent);
      return;
    }
    Broadcast again = sent.sentOnceMore();
    held.add(again);
    if (!again.name.isEmpty()) {
      named.put(again.name, again);
    }
  }

  private void forgetName(Broadcast gone) {
    if (named.remove(gone.name, gone) && named.isEmpty()) {
      // After a join a map that stayed would go on taking the room of a broadcast for each member.
      named = new HashMap<>();
    }
  }

  /** Calls come last, when the queue is whole again: a waiter may well queue the next message. */
  private static void finish(List<Broadcast> taken, int retransmitLimit) {
    for (Broadcast broadcast : taken) {
      if (broadcast.transmits + 1 >= retransmitLimit) {
        broadcast.finished.run();
      }
    }
  }

  /** Immutable, so that its place in the order cannot change while it is queued. */
  private record Broadcast(
      String name, byte[] message, int transmits, int length, long id, Runnable finished) {

    /** Stands before every message of the tier that is at most {@code length} bytes long. */
    static Broadcast firstOf(int tier, int length) {
      return new Broadcast("", new byte[0], tier, length, Long.MAX_VALUE, () -> {});
    }

    Broadcast sentOnceMore() {
      return new Broadcast(name, message, transmits + 1, length, id, finished);
    }
  }
}
