package io.kserf.serf;

import io.kserf.swim.Address;
import io.kserf.swim.JoinTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Whom a member misses: seeds at whose address it sees nobody alive, and members that it has lost.
 * Nobody who has left is among them, and neither is the member itself.
 */
record Missing(List<JoinTarget> seeds, List<JoinTarget> lost) {

  /** Compares what was looked up and remembered with the table as it is. */
  static Missing of(List<JoinTarget> seeds, MemberTable table, Forgotten forgotten, long nowNanos) {
    Map<Address, JoinTarget> missingSeeds = byAddress(seeds);
    Map<Address, JoinTarget> missingMembers = byAddress(forgotten.lost(nowNanos));
    for (MemberRecord record : table.all()) {
      Address address = record.identity().address().unmapped();
      forgotten.stopLooking(record.name());
      if (record.status() == MemberStatus.ALIVE) {
        forgotten.onAlive(address);
      }
      if (record.status() != MemberStatus.FAILED) {
        missingSeeds.remove(address);
        missingMembers.remove(address);
      }
    }
    return new Missing(
        withoutDeparted(missingSeeds, forgotten),
        withoutDeparted(missingMembers, forgotten).stream()
            .filter(member -> table.find(member.name()) == null)
            .toList());
  }

  private static Map<Address, JoinTarget> byAddress(List<JoinTarget> targets) {
    var byAddress = new LinkedHashMap<Address, JoinTarget>();
    targets.forEach(target -> byAddress.put(target.address().unmapped(), target));
    return byAddress;
  }

  private static List<JoinTarget> withoutDeparted(
      Map<Address, JoinTarget> targets, Forgotten forgotten) {
    return targets.values().stream()
        .filter(target -> !forgotten.isDeparted(target.address()))
        .toList();
  }

  Missing seedsOnly() {
    return new Missing(seeds, List.of());
  }

  int size() {
    return seeds.size() + lost.size();
  }

  /** At most {@code limit} of them in random order: by turns a seed and a lost member. */
  List<JoinTarget> draw(int limit, RandomGenerator random) {
    Iterator<JoinTarget> some = shuffled(seeds, random);
    Iterator<JoinTarget> others = shuffled(lost, random);
    var drawn = new ArrayList<JoinTarget>();
    boolean turn = random.nextBoolean();
    while (drawn.size() < limit && (some.hasNext() || others.hasNext())) {
      turn = others.hasNext() && (turn || !some.hasNext());
      drawn.add(turn ? others.next() : some.next());
      turn = !turn;
    }
    return drawn;
  }

  private static Iterator<JoinTarget> shuffled(List<JoinTarget> targets, RandomGenerator random) {
    var order = new ArrayList<>(targets);
    Collections.shuffle(order, random);
    return order.iterator();
  }
}
