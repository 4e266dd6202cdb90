package io.kserf.serf;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All members that Serf's layer knows, in the order in which they were first seen. Longer than
 * membership's own table: who failed or left stays here until it is reaped.
 */
final class MemberTable {
  private final Map<String, MemberRecord> byName = new LinkedHashMap<>();
  private final Map<MemberStatus, Integer> counts = new EnumMap<>(MemberStatus.class);

  @Nullable MemberRecord find(String name) {
    return byName.get(name);
  }

  Collection<MemberRecord> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  List<MemberRecord> withStatus(MemberStatus status) {
    return count(status) == 0
        ? List.of()
        : byName.values().stream().filter(record -> record.status() == status).toList();
  }

  int size() {
    return byName.size();
  }

  int count(MemberStatus status) {
    return counts.getOrDefault(status, 0);
  }

  /** Whether anybody else is there to hear what {@code self} says. */
  boolean hasAliveOtherThan(String self) {
    MemberRecord own = byName.get(self);
    boolean ownAlive = own != null && own.status() == MemberStatus.ALIVE;
    return count(MemberStatus.ALIVE) > (ownAlive ? 1 : 0);
  }

  MemberRecord add(SerfMember member, long statusTime) {
    var record = new MemberRecord(member, statusTime);
    if (byName.putIfAbsent(member.name(), record) != null) {
      throw new IllegalStateException("broken invariant: " + member.name() + " is known only once");
    }
    counts.merge(member.status(), 1, Integer::sum);
    return record;
  }

  void remove(MemberRecord record) {
    if (byName.remove(record.name(), record)) {
      counts.merge(record.status(), -1, Integer::sum);
    }
  }

  /** Takes a new description in, status included. */
  void describe(MemberRecord record, SerfMember member) {
    counts.merge(record.status(), -1, Integer::sum);
    record.describe(member);
    counts.merge(member.status(), 1, Integer::sum);
  }

  void changeStatus(MemberRecord record, MemberStatus status) {
    SerfMember old = record.member();
    describe(record, new SerfMember(old.name(), old.address(), old.tags(), status, old.versions()));
  }
}
