package io.kserf.operator;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceUtils;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Workflow;
import io.javaoperatorsdk.operator.processing.dependent.workflow.WorkflowBuilder;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.kserf.api.v1alpha1.SerfCluster;
import java.util.List;

/** Everything that the operator creates for a SerfCluster, and the order in which it does. */
final class OwnedObjects {
  private final Owned<ServiceAccount> account =
      new Owned<>(ServiceAccount.class, "account", AgentIdentity::account);
  private final Owned<Service> service =
      new Owned<>(Service.class, "service", AgentIdentity::service);
  private final Owned<ConfigMap> config =
      new Owned<>(ConfigMap.class, "config", AgentFiles::config);
  private final Owned<Secret> rpc = new Owned<>(Secret.class, "rpc", AgentFiles::rpc);
  private final Owned<Secret> keyring = new Owned<>(Secret.class, "keyring", AgentFiles::keyring);
  private final Owned<DaemonSet> agents =
      new Owned<>(DaemonSet.class, "agents", AgentDaemonSet::of);

  private final Workflow<SerfCluster> encrypted = workflow(account, service, config, rpc, keyring);
  private final Workflow<SerfCluster> inTheClear = workflow(account, service, config, rpc);

  /** Watches what was created, so that what others change is put right. */
  List<EventSource<?, SerfCluster>> eventSources(EventSourceContext<SerfCluster> context) {
    var sources =
        EventSourceUtils.dependentEventSources(context, account, service, config, rpc, agents);
    // Both Secrets come from one watch.
    rpc.eventSource().ifPresent(keyring::setEventSource);
    return sources;
  }

  void apply(Blueprint blueprint, Context<SerfCluster> context) {
    context.managedWorkflowAndDependentResourceContext().put(Blueprint.class, blueprint);
    var workflow = blueprint.credentials().keyring().isPresent() ? encrypted : inTheClear;
    workflow.reconcile(blueprint.cluster(), context).throwAggregateExceptionIfErrorsPresent();
  }

  /**
   * The agents come last: a pod waits for what it mounts, and its kubelet looks again only after a
   * minute or two.
   */
  private Workflow<SerfCluster> workflow(DependentResource<?, ?>... first) {
    var builder = new WorkflowBuilder<SerfCluster>();
    for (var dependent : first) {
      builder.addDependentResource(dependent);
    }
    return builder.addDependentResourceAndConfigure(agents).dependsOn(first).build();
  }
}
