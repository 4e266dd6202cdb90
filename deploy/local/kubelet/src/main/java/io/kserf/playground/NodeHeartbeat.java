package io.kserf.playground;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kserf.playground.StandInOptions.StandInNode;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * Registers one Node and keeps it Ready, as a kubelet does: a status now, then a Lease every 10 s.
 */
final class NodeHeartbeat {
  private static final int LEASE_SECONDS = 40;

  private final KubernetesClient client;
  private final StandInNode node;

  NodeHeartbeat(KubernetesClient client, StandInNode node) {
    this.client = client;
    this.node = node;
  }

  /** Creates the Node or takes it over, and says that it is Ready. */
  void register() {
    client.nodes().resource(describe()).forceConflicts().serverSideApply();
    client
        .nodes()
        .withName(node.name())
        .editStatus(known -> new NodeBuilder(known).withStatus(describe().getStatus()).build());
    renewLease();
  }

  void renewLease() {
    var lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withName(node.name())
            .withNamespace("kube-node-lease")
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity(node.name())
            .withLeaseDurationSeconds(LEASE_SECONDS)
            .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
            .endSpec()
            .build();
    client
        .leases()
        .inNamespace("kube-node-lease")
        .resource(lease)
        .forceConflicts()
        .serverSideApply();
  }

  private Node describe() {
    String now =
        ZonedDateTime.now(ZoneOffset.UTC).withNano(0).format(DateTimeFormatter.ISO_INSTANT);
    return new NodeBuilder()
        .withNewMetadata()
        .withName(node.name())
        .withLabels(
            Map.of(
                "kubernetes.io/os",
                "linux",
                "kubernetes.io/hostname",
                node.name(),
                "topology.kubernetes.io/zone",
                "zone-" + node.name().charAt(node.name().length() - 1)))
        .endMetadata()
        .withNewStatus()
        .addNewAddress()
        .withType("InternalIP")
        .withAddress(node.hostIp())
        .endAddress()
        .addNewAddress()
        .withType("Hostname")
        .withAddress(node.name())
        .endAddress()
        .withCapacity(resources())
        .withAllocatable(resources())
        .addToConditions(
            new NodeConditionBuilder()
                .withType("Ready")
                .withStatus("True")
                .withReason("StandInReady")
                .withMessage("the playground's stand-in for the kubelet answers for this node")
                .withLastHeartbeatTime(now)
                .withLastTransitionTime(now)
                .build())
        .withNewNodeInfo()
        .withArchitecture(System.getProperty("os.arch"))
        .withOperatingSystem("linux")
        .withKubeletVersion("v0.0.0-kserf-standin")
        .withContainerRuntimeVersion("process://local")
        .withOsImage("local processes")
        .withKernelVersion(System.getProperty("os.version"))
        .withKubeProxyVersion("")
        .withMachineID("")
        .withSystemUUID("")
        .withBootID("")
        .endNodeInfo()
        .endStatus()
        .build();
  }

  private static Map<String, Quantity> resources() {
    return Map.of(
        "cpu", new Quantity("8"), "memory", new Quantity("16Gi"), "pods", new Quantity("110"));
  }
}
