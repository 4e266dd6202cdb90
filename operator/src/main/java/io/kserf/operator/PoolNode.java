package io.kserf.operator;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Taint;
import io.kserf.api.v1alpha1.Nodes;
import io.kserf.api.v1alpha1.Toleration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node that takes part in a pool.
 *
 * @param address its InternalIP; empty while it has none
 */
record PoolNode(String name, Optional<String> address, Map<String, String> labels) {
  /** Taints of this kind are tolerated by every DaemonSet: the node has trouble, not a purpose. */
  private static final String TROUBLE = "node.kubernetes.io/";

  /** Those of a Kubernetes cluster's nodes that run an agent, by name. */
  static List<PoolNode> select(Nodes wanted, Collection<Node> nodes) {
    return nodes.stream()
        .filter(node -> wanted.selector().matches(labelsOf(node)))
        .filter(
            node -> node.getSpec().getTaints().stream().allMatch(taint -> tolerated(wanted, taint)))
        .map(PoolNode::of)
        .sorted(Comparator.comparing(PoolNode::name))
        .toList();
  }

  private static PoolNode of(Node node) {
    var address =
        node.getStatus().getAddresses().stream()
            .filter(candidate -> "InternalIP".equals(candidate.getType()))
            .map(NodeAddress::getAddress)
            .findFirst();
    return new PoolNode(node.getMetadata().getName(), address, labelsOf(node));
  }

  private static Map<String, String> labelsOf(Node node) {
    return Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of());
  }

  private static boolean tolerated(Nodes wanted, Taint taint) {
    return taint.getKey().startsWith(TROUBLE)
        || "PreferNoSchedule".equals(taint.getEffect())
        || wanted.tolerations().stream().anyMatch(toleration -> tolerates(toleration, taint));
  }

  private static boolean tolerates(Toleration toleration, Taint taint) {
    boolean key = toleration.key() == null || toleration.key().equals(taint.getKey());
    boolean effect =
        toleration.effect() == null || toleration.effect().text().equals(taint.getEffect());
    boolean value =
        toleration.operator() == Toleration.Operator.EXISTS
            || Optional.ofNullable(toleration.value())
                .orElse("")
                .equals(Optional.ofNullable(taint.getValue()).orElse(""));
    return key && effect && value;
  }
}
