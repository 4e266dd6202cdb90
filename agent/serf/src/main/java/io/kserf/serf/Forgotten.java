package io.kserf.serf;

import io.kserf.swim.Address;
import io.kserf.swim.JoinTarget;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Members that are no longer in the table, as far as it matters whether to look for them. Those
 * that failed are <i>lost</i>: they may live on behind a network that will be mended. Those that
 * left or were pruned have <i>departed</i>: their addresses are left alone, until somebody alive is
 * seen there. Both are bounded; the oldest make room for the newest.
 */
final class Forgotten {
  /** Of a partition it takes but one of the other side to find all of them. */
  static final int MAX_LOST = 256;

  /** How long a lost member is looked for after it was reaped. */
  static final Duration LOST_FOR = Duration.ofDays(7);

  static final int MAX_DEPARTED = 1024;

  private final SequencedMap<String, Lost> lost = new LinkedHashMap<>();
  private final SequencedSet<Address> departed = new LinkedHashSet<>();

  private record Lost(Address address, long statusTime, long sinceNanos) {}

  /**
   * A member was reaped as failed.
   *
   * @param statusTime Lamport time of the newest intent that was known of it
   */
  void lost(JoinTarget member, long statusTime, long nowNanos) {
    lost.putLast(member.name(), new Lost(member.address(), statusTime, nowNanos));
    departed.remove(member.address().unmapped());
    if (lost.size() > MAX_LOST) {
      lost.pollFirstEntry();
    }
  }

  /** A member left, or was pruned, and is no longer in the table. */
  void departed(JoinTarget member) {
    lost.remove(member.name());
    departed.addLast(member.address().unmapped());
    if (departed.size() > MAX_DEPARTED) {
      departed.removeFirst();
    }
  }

  /** Somebody says that a member which is not in the table has left, at this Lamport time. */
  void onLeaveIntent(String name, long lamportTime) {
    Lost member = lost.get(name);
    if (member != null && lamportTime > member.statusTime()) {
      departed(new JoinTarget(name, member.address()));
    }
  }

  /** A member lives there now. */
  void onAlive(Address address) {
    departed.remove(address.unmapped());
  }

  /** A member is in the table again, or somebody else lives at its address. */
  void stopLooking(String name) {
    lost.remove(name);
  }

  boolean isDeparted(Address address) {
    return departed.contains(address.unmapped());
  }

  boolean isEmpty() {
    return lost.isEmpty();
  }

  /** Who is worth looking for now. */
  List<JoinTarget> lost(long nowNanos) {
    lost.values().removeIf(member -> nowNanos - member.sinceNanos() > LOST_FOR.toNanos());
    return lost.entrySet().stream()
        .map(entry -> new JoinTarget(entry.getKey(), entry.getValue().address()))
        .toList();
  }
}
