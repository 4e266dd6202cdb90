package io.kserf.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.kserf.api.v1alpha1.SerfCluster;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the operator watches without owning it: nodes, and the pods of the agents. */
final class Watches {
  private Watches() {}

  /** Every node concerns every cluster. Heartbeats concern none. */
  static InformerEventSource<Node, SerfCluster> nodeSource(
      EventSourceContext<SerfCluster> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(Node.class, SerfCluster.class)
            .withName("nodes")
            .withWatchAllNamespaces()
            .withSecondaryToPrimaryMapper(node -> everyCluster(context))
            .withOnUpdateFilter(Watches::matters)
            .build(),
        context);
  }

  static InformerEventSource<Pod, SerfCluster> podSource(EventSourceContext<SerfCluster> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(Pod.class, SerfCluster.class)
            .withName("pods")
            .withLabelSelector(Names.OWNED)
            .withSecondaryToPrimaryMapper(Watches::clusterOf)
            .build(),
        context);
  }

  /** Every node there is. */
  static List<Node> nodes(Context<SerfCluster> context) {
    return of(Node.class, context).list().toList();
  }

  /** The watch of a type. */
  static <R extends HasMetadata> InformerEventSource<R, SerfCluster> of(
      Class<R> type, Context<SerfCluster> context) {
    return (InformerEventSource<R, SerfCluster>)
        context.eventSourceRetriever().getEventSourceFor(type);
  }

  private static Set<ResourceID> everyCluster(EventSourceContext<SerfCluster> context) {
    return context
        .getPrimaryCache()
        .list()
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  private static boolean matters(Node now, Node before) {
    return !Objects.equals(now.getMetadata().getLabels(), before.getMetadata().getLabels())
        || !Objects.equals(now.getSpec().getTaints(), before.getSpec().getTaints())
        || !Objects.equals(now.getStatus().getAddresses(), before.getStatus().getAddresses());
  }

  private static Set<ResourceID> clusterOf(HasMetadata pod) {
    return Optional.ofNullable(pod.getMetadata().getLabels())
        .map(labels -> labels.get(Names.INSTANCE_LABEL))
        .map(name -> Set.of(new ResourceID(name, pod.getMetadata().getNamespace())))
        .orElse(Set.of());
  }
}
