package io.kserf.operator;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kserf.api.v1alpha1.SerfCluster;
import io.kserf.api.v1alpha1.SerfClusterStatus;
import io.kserf.api.v1alpha1.SerfEvent;
import io.kserf.api.v1alpha1.SerfEventStatus;
import io.kserf.operator.kube.ApiServer;
import io.kserf.operator.kube.Fleet;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** One test's namespace, with a SerfCluster called fleet and its nodes. */
final class Scene implements AutoCloseable {
  final ApiServer api;
  final KubernetesClient client;
  final String namespace;
  final Fleet fleet;

  Scene(ApiServer api, String namespace) {
    this.api = api;
    this.client = api.client();
    this.namespace = namespace;
    this.fleet = new Fleet(client, namespace, "fleet");
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  /** Creates the SerfCluster, with this in its spec beside the nodes' selector. */
  void cluster(String more) {
    api.apply(
        """
        apiVersion: kserf.io/v1alpha1
        kind: SerfCluster
        metadata: {name: fleet, namespace: %s}
        spec:
          nodes: {selector: %s}
          %s
        """
            .formatted(namespace, fleet.selector(), more));
  }

  void event(String name, String more) {
    api.apply(
        """
        apiVersion: kserf.io/v1alpha1
        kind: SerfEvent
        metadata: {name: %s, namespace: %s}
        spec: {clusterRef: {name: fleet}, name: deploy, payload: v1%s}
        """
            .formatted(name, namespace, more));
  }

  SerfCluster cluster() {
    return client.resources(SerfCluster.class).inNamespace(namespace).withName("fleet").get();
  }

  SerfClusterStatus status() {
    var status = cluster().getStatus();
    return status == null ? SerfClusterStatus.empty() : status;
  }

  SerfEventStatus eventStatus(String name) {
    var event = client.resources(SerfEvent.class).inNamespace(namespace).withName(name).get();
    return event == null || event.getStatus() == null ? SerfEventStatus.empty() : event.getStatus();
  }

  SerfClusterStatus awaitStatus(Duration atMost, Predicate<SerfClusterStatus> wanted) {
    return await().atMost(atMost).pollInterval(Duration.ofMillis(20)).until(this::status, wanted);
  }

  SerfEventStatus awaitEvent(String name, Predicate<SerfEventStatus> wanted) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> eventStatus(name), wanted);
  }

  /** Notes of the Kubernetes Events with this reason. */
  List<String> said(String reason) {
    return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> reason.equals(event.getReason()))
        .map(event -> event.getNote())
        .toList();
  }

  static boolean has(SerfClusterStatus status, int alive, int failed) {
    return status.members() != null
        && status.members().alive() == alive
        && status.members().failed() == failed;
  }

  @Override
  public void close() {
    client.resources(SerfEvent.class).inNamespace(namespace).delete();
    client.resources(SerfCluster.class).inNamespace(namespace).delete();
    fleet.close();
  }
}
