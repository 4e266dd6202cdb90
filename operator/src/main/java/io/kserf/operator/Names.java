package io.kserf.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.kserf.api.v1alpha1.SerfCluster;
import io.kserf.api.v1alpha1.SerfMemberSlice;
import java.util.Map;

/** What the objects that the operator owns are called, and how they are labelled. */
final class Names {
  static final String MANAGER = "kserf-operator";
  static final String INSTANCE_LABEL = "app.kubernetes.io/instance";
  static final String MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";

  /** Selects what this operator owns, of any cluster. */
  static final String OWNED = MANAGED_BY_LABEL + "=" + MANAGER;

  private Names() {}

  static String agents(SerfCluster cluster) {
    return nameOf(cluster) + "-agent";
  }

  static String config(SerfCluster cluster) {
    return nameOf(cluster) + "-config";
  }

  static String keyring(SerfCluster cluster) {
    return nameOf(cluster) + "-keyring";
  }

  static String rpc(SerfCluster cluster) {
    return nameOf(cluster) + "-rpc";
  }

  static String service(SerfCluster cluster) {
    return nameOf(cluster);
  }

  static String slice(SerfCluster cluster, int index) {
    return nameOf(cluster) + "-" + index;
  }

  /** What selects a cluster's agents. Never changes: a DaemonSet's selector cannot. */
  static Map<String, String> selector(SerfCluster cluster) {
    return Map.of("app.kubernetes.io/name", "kserf-agent", INSTANCE_LABEL, nameOf(cluster));
  }

  static Map<String, String> labels(SerfCluster cluster) {
    return Map.of(
        "app.kubernetes.io/name",
        "kserf-agent",
        INSTANCE_LABEL,
        nameOf(cluster),
        "app.kubernetes.io/component",
        "agent",
        "app.kubernetes.io/part-of",
        "kserf",
        MANAGED_BY_LABEL,
        MANAGER,
        SerfMemberSlice.CLUSTER_LABEL,
        nameOf(cluster));
  }

  static ObjectMeta meta(SerfCluster cluster, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(cluster.getMetadata().getNamespace())
        .withLabels(labels(cluster))
        .build();
  }

  static String nameOf(HasMetadata object) {
    return object.getMetadata().getName();
  }

  /** {@code namespace/name}, for messages. */
  static String pathOf(HasMetadata object) {
    return object.getMetadata().getNamespace() + "/" + nameOf(object);
  }
}
