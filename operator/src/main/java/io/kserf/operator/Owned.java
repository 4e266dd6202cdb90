package io.kserf.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResourceConfigBuilder;
import io.kserf.api.v1alpha1.SerfCluster;
import java.util.function.Function;

/**
 * One object that a SerfCluster owns, as a function of its blueprint. It is applied on the server's
 * side when it differs, and goes with its owner by garbage collection.
 */
final class Owned<R extends HasMetadata> extends CRUDKubernetesDependentResource<R, SerfCluster> {
  private final Function<Blueprint, R> plan;

  Owned(Class<R> type, String name, Function<Blueprint, R> plan) {
    super(type, name);
    this.plan = plan;
    configureWith(
        new KubernetesDependentResourceConfigBuilder<R>()
            .withUseSSA(true)
            .withKubernetesDependentInformerConfig(
                InformerConfiguration.builder(type).withLabelSelector(Names.OWNED).build())
            .build());
  }

  @Override
  protected R desired(SerfCluster cluster, Context<SerfCluster> context) {
    return plan.apply(
        context
            .managedWorkflowAndDependentResourceContext()
            .getMandatory(Blueprint.class, Blueprint.class));
  }
}
