package io.kserf.swim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Random peers for gossip, indirect pings and push/pull. */
final class PeerChoice {
  /** Below this many members a choice, it costs less to look at all than to draw in vain. */
  private static final int DRAW_FACTOR = 3;

  private PeerChoice() {}

  /**
   * Up to {@code count} distinct members out of the positions that {@code eligible} allows. A small
   * pool is searched whole; in a large one the number of draws is bounded and may miss some.
   */
  static List<Member> choose(
      MemberTable table, int count, RandomGenerator random, IntPredicate eligible) {
    return table.size() <= DRAW_FACTOR * count
        ? searched(table, count, random, eligible)
        : drawn(table, count, random, eligible);
  }

  private static List<Member> searched(
      MemberTable table, int count, RandomGenerator random, IntPredicate eligible) {
    int[] positions = IntStream.range(0, table.size()).toArray();
    var chosen = new ArrayList<Member>(count);
    for (int i = 0; i < positions.length && chosen.size() < count; i++) {
      int other = i + random.nextInt(positions.length - i);
      int position = positions[other];
      positions[other] = positions[i];
      if (eligible.test(position)) {
        chosen.add(table.at(position));
      }
    }
    return chosen;
  }

  private static List<Member> drawn(
      MemberTable table, int count, RandomGenerator random, IntPredicate eligible) {
    var positions = new ArrayList<Integer>(count);
    int draws = DRAW_FACTOR * table.size();
    for (int i = 0; i < draws && positions.size() < count; i++) {
      Integer position = random.nextInt(table.size());
      if (eligible.test(position) && !positions.contains(position)) {
        positions.add(position);
      }
    }
    return positions.stream().map(table::at).toList();
  }
}
