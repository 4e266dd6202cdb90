package io.kserf.swim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * Takes members in turn: nobody a second time before everybody was taken once. Independent draws
 * take some twice and leave others out for long, which counts where a rumour is sent only a few
 * times.
 *
 * <p>Each lap steps through the table by a random width that shares no factor with its size, so
 * that it needs no list of its own. The table's order is random itself. When the table grows,
 * shrinks or is shuffled, a lap is no longer exact; that evens out with the next.
 */
final class PeerWalk {
  private final RandomGenerator random;
  private int size;
  private int start;
  private int width;
  private int taken;

  PeerWalk(RandomGenerator random) {
    this.random = random;
  }

  /** The next {@code count} distinct members at positions that {@code eligible} allows, or all. */
  List<Member> next(MemberTable table, int count, IntPredicate eligible) {
    var positions = new ArrayList<Integer>(count);
    // What is left of a lap, and one more: nobody is missed.
    int most = 2 * table.size();
    for (int i = 0; i < most && positions.size() < count; i++) {
      Integer position = step(table.size());
      if (eligible.test(position) && !positions.contains(position)) {
        positions.add(position);
      }
    }
    return positions.stream().map(table::at).toList();
  }

  private int step(int tableSize) {
    if (size != tableSize || taken == size) {
      begin(tableSize);
    }
    return (int) ((start + (long) width * taken++) % size);
  }

  private void begin(int tableSize) {
    size = tableSize;
    taken = 0;
    start = random.nextInt(size);
    do {
      width = 1 + random.nextInt(size);
    } while (greatestCommonDivisor(width, size) > 1);
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
