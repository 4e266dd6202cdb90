package io.kserf.operator;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;

/** Under what names the agents are known: their Service in DNS, their account at the API server. */
final class AgentIdentity {
  private AgentIdentity() {}

  /** Headless: its name resolves to the addresses of the ready agents. */
  static Service service(Blueprint blueprint) {
    var cluster = blueprint.cluster();
    var ports = cluster.getSpec().ports();
    return new ServiceBuilder()
        .withMetadata(Names.meta(cluster, Names.service(cluster)))
        .withNewSpec()
        .withClusterIP("None")
        .withSelector(Names.selector(cluster))
        .addNewPort()
        .withName("gossip")
        .withPort(ports.gossip())
        .withProtocol("TCP")
        .endPort()
        .addNewPort()
        .withName("gossip-udp")
        .withPort(ports.gossip())
        .withProtocol("UDP")
        .endPort()
        .addNewPort()
        .withName("rpc")
        .withPort(ports.rpc())
        .withProtocol("TCP")
        .endPort()
        .addNewPort()
        .withName("http")
        .withPort(ports.http())
        .withProtocol("TCP")
        .endPort()
        .endSpec()
        .build();
  }

  /** Without any right, and no token for it in the pods. */
  static ServiceAccount account(Blueprint blueprint) {
    var cluster = blueprint.cluster();
    return new ServiceAccountBuilder()
        .withMetadata(Names.meta(cluster, Names.agents(cluster)))
        .withAutomountServiceAccountToken(false)
        .build();
  }
}
