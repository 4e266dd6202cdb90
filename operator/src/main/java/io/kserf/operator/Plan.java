package io.kserf.operator;

import io.kserf.operator.agents.Directive;
import io.kserf.operator.view.Pools;
import io.kserf.operator.view.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the agents have to do so that there is one pool, with the wished tags. A pure function of
 * what was observed; where all is well it is empty.
 */
record Plan(List<Directive> directives) {
  /** Members that an agent is told to join. One suffices; more are for when that one is gone. */
  private static final int TARGETS = 3;

  Plan {
    directives = List.copyOf(directives);
  }

  static Plan from(Observation observed) {
    var view = observed.view();
    if (view.isUnknown()) {
      return new Plan(List.of());
    }
    var pools = Pools.of(observed.answering(), observed.views());
    return new Plan(
        Stream.of(joins(observed, pools), externalJoins(observed, view), retags(observed, view))
            .flatMap(List::stream)
            .toList());
  }

  /** Whether agents that should be in one pool are not. */
  boolean joins() {
    return directives.stream().anyMatch(Directive.Join.class::isInstance);
  }

  /** One agent of every other pool joins the largest: its whole pool comes along. */
  private static List<Directive> joins(
      Observation observed, List<? extends Collection<String>> pools) {
    if (pools.size() < 2) {
      return List.of();
    }
    var targets =
        pools.getFirst().stream()
            .flatMap(agent -> addressOf(agent, observed).stream())
            .limit(TARGETS)
            .toList();
    return pools.stream()
        .skip(1)
        .map(pool -> pool.iterator().next())
        .<Directive>map(agent -> new Directive.Join(agent, targets))
        .toList();
  }

  private static List<String> addressOf(String agent, Observation observed) {
    int port = observed.cluster().getSpec().ports().gossip();
    return observed.pods().stream()
        .filter(pod -> pod.node().equals(agent))
        .flatMap(pod -> pod.address().stream())
        .map(ip -> Endpoint.of(ip, port))
        .toList();
  }

  /** Machines outside Kubernetes are joined again when they have been lost. */
  private static List<Directive> externalJoins(Observation observed, View view) {
    var agent = observed.answering().stream().findFirst();
    return observed.cluster().getSpec().seeds().external().stream()
        .filter(seed -> !isPresent(seed, observed, view))
        .flatMap(
            seed -> agent.stream().<Directive>map(name -> new Directive.Join(name, List.of(seed))))
        .toList();
  }

  /**
   * A seed that is an address is present if an alive member has it. One that is a host's name
   * cannot be compared: it counts as present while any external member is alive.
   */
  private static boolean isPresent(String seed, Observation observed, View view) {
    var agents = observed.nodeNames();
    return view.members().values().stream()
        .filter(member -> member.isAlive())
        .anyMatch(
            member ->
                isAddress(seed)
                    ? member.address().equals(withPort(seed))
                    : !agents.contains(member.name()));
  }

  private static boolean isAddress(String seed) {
    return seed.startsWith("[") || seed.matches("[0-9.]+(:[0-9]+)?");
  }

  private static String withPort(String seed) {
    return seed.matches(".*[^\\]]:[0-9]+|\\[.*\\]:[0-9]+") ? seed : seed + ":7946";
  }

  private static List<Directive> retags(Observation observed, View view) {
    var nodes = observed.nodesByName();
    return observed.answering().stream()
        .filter(view::holdsAlive)
        .filter(nodes::containsKey)
        .flatMap(
            agent -> {
              var node = nodes.get(agent);
              return node == null
                  ? Stream.<Directive>empty()
                  : retag(agent, wishedTags(observed, node), view.tagsOf(agent)).stream();
            })
        .toList();
  }

  /** The tags that an agent should have: the cluster's, and the labels of its node. */
  static Map<String, String> wishedTags(Observation observed, PoolNode node) {
    var spec = observed.cluster().getSpec();
    var tags = new TreeMap<>(spec.tags());
    for (var label : spec.nodeLabelsAsTags()) {
      var value = node.labels().get(label);
      if (value != null) {
        tags.put(label, value);
      }
    }
    return tags;
  }

  private static List<Directive> retag(
      String agent, Map<String, String> wished, Map<String, String> actual) {
    var set =
        wished.entrySet().stream()
            .filter(tag -> !tag.getValue().equals(actual.get(tag.getKey())))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    var delete = new ArrayList<>(actual.keySet());
    delete.removeAll(wished.keySet());
    delete.sort(null);
    return set.isEmpty() && delete.isEmpty()
        ? List.of()
        : List.of(new Directive.Retag(agent, set, delete));
  }
}
