package io.kserf.operator.kube;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kserf.operator.agents.FakeAgent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Nodes of one test and their agents: Node objects that only this test's SerfCluster selects, pods
 * as a DaemonSet's controller and kubelets would make them, and behind each pod a fake agent.
 */
public final class Fleet implements AutoCloseable {
  private final KubernetesClient client;
  private final String namespace;
  private final String cluster;
  private final List<FakeAgent> agents = new ArrayList<>();
  private final List<String> nodes = new ArrayList<>();

  public Fleet(KubernetesClient client, String namespace, String cluster) {
    this.client = client;
    this.namespace = namespace;
    this.cluster = cluster;
  }

  /** What a SerfCluster says to select these nodes. */
  public String selector() {
    return "{matchLabels: {test: %s}}".formatted(namespace);
  }

  public String node(String name) {
    var full = namespace + "-" + name;
    client
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName(full)
                .withLabels(Map.of("test", namespace, "kubernetes.io/os", "linux", "zone", "z1"))
                .endMetadata()
                .withNewStatus()
                .addNewAddress("127.0.0.1", "InternalIP")
                .endStatus()
                .build())
        .create();
    nodes.add(full);
    return full;
  }

  /** Starts an agent on a node, with the token that the operator made. */
  public FakeAgent agent(String node) {
    var agent = FakeAgent.start(node, token());
    agents.add(agent);
    var pod = client.resource(pod(node, agent)).inNamespace(namespace).create();
    client
        .resource(
            new PodBuilder(pod)
                .editOrNewStatus()
                .withPhase("Running")
                .withHostIP("127.0.0.1")
                .addNewHostIP("127.0.0.1")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build())
        .updateStatus();
    return agent;
  }

  /** Waits until the operator has made it. */
  private String token() {
    var secret = cluster + "-rpc";
    await("Secret " + secret)
        .atMost(Duration.ofSeconds(30))
        .until(() -> client.secrets().inNamespace(namespace).withName(secret).get() != null);
    var data = client.secrets().inNamespace(namespace).withName(secret).get().getData();
    var file = new String(Base64.getDecoder().decode(data.get("rpc.json")), StandardCharsets.UTF_8);
    return client
        .getKubernetesSerialization()
        .unmarshal(file, JsonNode.class)
        .path("rpc_auth")
        .asText();
  }

  private Pod pod(String node, FakeAgent agent) {
    var address = agent.address();
    return new PodBuilder()
        .withNewMetadata()
        .withName("agent-on-" + node)
        .withLabels(
            Map.of(
                "app.kubernetes.io/name",
                "kserf-agent",
                "app.kubernetes.io/instance",
                cluster,
                "app.kubernetes.io/managed-by",
                "kserf-operator"))
        .endMetadata()
        .withNewSpec()
        .withNodeName(node)
        .withServiceAccountName(cluster + "-agent")
        .addNewContainer()
        .withName("agent")
        .withImage("none")
        .addNewPort()
        .withName("rpc")
        .withContainerPort(Integer.valueOf(address.substring(address.lastIndexOf(':') + 1)))
        .endPort()
        .endContainer()
        .endSpec()
        .build();
  }

  @Override
  public void close() {
    agents.forEach(FakeAgent::close);
    nodes.forEach(node -> client.nodes().withName(node).delete());
  }
}
