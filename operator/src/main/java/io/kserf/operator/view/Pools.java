package io.kserf.operator.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds agents that should be in one pool and are not: a fresh agent that has joined nobody, or the
 * halves of a partition that has healed.
 *
 * <p>Two agents are in one pool if one of them holds the other alive. It need not be mutual: gossip
 * spreads from there by itself.
 */
public final class Pools {
  private Pools() {}

  /**
   * The agents by pool, the largest first; of equal ones that with the first name.
   *
   * @param agents names of all agents; one that is not in {@code views} counts by what the others
   *     say
   */
  public static List<NavigableSet<String>> of(
      Collection<String> agents, Collection<AgentView> views) {
    var pools = new ArrayList<NavigableSet<String>>();
    agents.forEach(agent -> pools.add(new TreeSet<>(List.of(agent))));
    for (var view : views) {
      unite(pools, agent -> agent.equals(view.agent()) || view.holdsAlive(agent));
    }
    pools.sort(
        Comparator.<NavigableSet<String>>comparingInt(NavigableSet::size)
            .reversed()
            .thenComparing(NavigableSet::first));
    return List.copyOf(pools);
  }

  /** Makes one pool of those that have an agent for which {@code belongs} holds. */
  private static void unite(List<NavigableSet<String>> pools, Predicate<String> belongs) {
    var united = new TreeSet<String>();
    pools.removeIf(pool -> pool.stream().anyMatch(belongs) && united.addAll(pool));
    if (!united.isEmpty()) {
      pools.add(united);
    }
  }
}
