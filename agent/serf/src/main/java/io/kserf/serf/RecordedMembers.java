package io.kserf.serf;

import io.kserf.swim.Address;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Whom the snapshot has as alive. Nearly all of them are in the table of members, where a mark says
 * so; the rest are those that the last run knew and that nobody has seen since.
 */
final class RecordedMembers {
  private final MemberTable table;
  private final Map<String, Address> unseen;

  RecordedMembers(MemberTable table, Map<String, Address> recovered) {
    this.table = table;
    this.unseen = new LinkedHashMap<>(recovered);
  }

  void add(String name, Address address) {
    if (table.markRecorded(name, true)) {
      unseen.remove(name);
    } else {
      unseen.put(name, address);
    }
  }

  void remove(String name) {
    table.markRecorded(name, false);
    unseen.remove(name);
  }

  void clear() {
    table.markNobodyRecorded();
    unseen.clear();
  }

  int size() {
    return unseen.size() + table.recordedCount();
  }

  void forEach(BiConsumer<String, Address> action) {
    unseen.forEach(action);
    table.forEachRecorded(identity -> action.accept(identity.name(), identity.address()));
  }
}
