package io.kserf.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.kserf.api.v1alpha1.Ports;
import io.kserf.api.v1alpha1.SerfCluster;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds an older SerfCluster that takes the ports which this one wants on the same node. */
final class PortClash {
  private static final Comparator<SerfCluster> BY_AGE =
      Comparator.comparing((SerfCluster cluster) -> createdAt(cluster))
          .thenComparing(Names::pathOf);

  private PortClash() {}

  /** What a person has to know; empty if there is none, or if the others are younger. */
  static Optional<Problem> of(
      SerfCluster cluster, Stream<SerfCluster> all, Collection<Node> nodes) {
    var ours = names(cluster, nodes);
    return all.filter(other -> BY_AGE.compare(other, cluster) < 0)
        .filter(other -> other.getMetadata().getDeletionTimestamp() == null)
        .sorted(BY_AGE)
        .flatMap(other -> clash(cluster, ours, other, nodes).stream())
        .findFirst();
  }

  private static Optional<Problem> clash(
      SerfCluster cluster, Set<String> ours, SerfCluster other, Collection<Node> nodes) {
    var taken = ports(other.getSpec().ports());
    var port =
        ports(cluster.getSpec().ports()).stream().filter(taken::contains).sorted().findFirst();
    var node = names(other, nodes).stream().filter(ours::contains).sorted().findFirst();
    if (port.isEmpty() || node.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            "PortsTaken",
            "SerfCluster %s takes port %d on node %s already: change spec.ports, or let spec.nodes.selector choose other nodes"
                .formatted(Names.pathOf(other), port.get(), node.get())));
  }

  private static Set<Integer> ports(Ports ports) {
    return Set.of(ports.gossip(), ports.rpc(), ports.http());
  }

  private static Set<String> names(SerfCluster cluster, Collection<Node> nodes) {
    return PoolNode.select(cluster.getSpec().nodes(), nodes).stream()
        .map(PoolNode::name)
        .collect(Collectors.toSet());
  }

  private static String createdAt(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getCreationTimestamp()).orElse("");
  }
}
