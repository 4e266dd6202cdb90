package io.kserf.operator;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.kserf.api.v1alpha1.Ports;
import io.kserf.api.v1alpha1.SerfCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One agent on the host network of every selected node, with as few rights as that allows. */
final class AgentDaemonSet {
  static final String RPC_PORT = "rpc";

  private static final long USER = 65532;
  private static final int OWNER_AND_GROUP_READ = 0440;

  /** An agent leaves within 6 s: 5 s for its broadcast, 1 s for it to spread. */
  private static final long GRACE_SECONDS = 15;

  private AgentDaemonSet() {}

  static DaemonSet of(Blueprint blueprint) {
    var cluster = blueprint.cluster();
    var spec = cluster.getSpec();
    return new DaemonSetBuilder()
        .withMetadata(Names.meta(cluster, Names.agents(cluster)))
        .withNewSpec()
        .withNewSelector()
        .withMatchLabels(Names.selector(cluster))
        .endSelector()
        .withNewUpdateStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxUnavailable(new IntOrString("10%"))
        .endRollingUpdate()
        .endUpdateStrategy()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(Names.labels(cluster))
        .addToAnnotations("kserf.io/restart-mark", AgentFiles.restartMark(blueprint))
        .endMetadata()
        .withNewSpec()
        .withServiceAccountName(Names.agents(cluster))
        .withAutomountServiceAccountToken(false)
        .withHostNetwork(true)
        .withDnsPolicy("ClusterFirstWithHostNet")
        .withPriorityClassName(spec.agent().priorityClassName())
        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
        .withNodeSelector(spec.nodes().selector().matchLabels())
        .withAffinity(affinity(cluster))
        .withTolerations(tolerations(cluster))
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(container(blueprint))
        .withVolumes(volumes(blueprint))
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static Container container(Blueprint blueprint) {
    var spec = blueprint.cluster().getSpec();
    return new ContainerBuilder()
        .withName("agent")
        .withImage(Optional.ofNullable(spec.agent().image()).orElse(blueprint.image()))
        .withCommand("/opt/kserf/bin/kserf")
        .withArgs(args(blueprint))
        .withEnv(
            downward("KSERF_NODE_NAME", "spec.nodeName"),
            downward("KSERF_HOST_IP", "status.hostIP"))
        .withPorts(ports(spec.ports()))
        .withNewResources()
        .withRequests(spec.agent().resources().requests())
        .withLimits(spec.agent().resources().limits())
        .endResources()
        // A JVM starts within a second or two; a loaded node may take its time.
        .withStartupProbe(probe("/q/health/live", 2, 30))
        .withLivenessProbe(probe("/q/health/live", 10, 3))
        .withReadinessProbe(probe("/q/health/ready", 5, 2))
        // So that a pod's status says why its agent stopped.
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .withVolumeMounts(mounts(blueprint))
        .build();
  }

  private static List<String> args(Blueprint blueprint) {
    var ports = blueprint.cluster().getSpec().ports();
    var args =
        new ArrayList<>(
            List.of(
                "agent",
                "-config-dir",
                "/etc/kserf/config",
                "-config-dir",
                "/etc/kserf/rpc",
                "-node",
                "$(KSERF_NODE_NAME)",
                "-bind",
                "$(KSERF_HOST_IP):" + ports.gossip(),
                "-rpc-addr",
                "$(KSERF_HOST_IP):" + ports.rpc(),
                "-http-addr",
                "$(KSERF_HOST_IP):" + ports.http()));
    if (isEncrypted(blueprint)) {
      args.addAll(List.of("-keyring-file", "/etc/kserf/keyring/" + Keyring.FILE));
    }
    return args;
  }

  private static EnvVar downward(String name, String field) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef()
        .withFieldPath(field)
        .endFieldRef()
        .endValueFrom()
        .build();
  }

  private static List<ContainerPort> ports(Ports ports) {
    return List.of(
        port("gossip", ports.gossip(), "TCP"),
        port("gossip-udp", ports.gossip(), "UDP"),
        port(RPC_PORT, ports.rpc(), "TCP"),
        port("http", ports.http(), "TCP"));
  }

  private static ContainerPort port(String name, int number, String protocol) {
    return new ContainerPortBuilder()
        .withName(name)
        .withContainerPort(number)
        .withHostPort(number)
        .withProtocol(protocol)
        .build();
  }

  private static Probe probe(String path, int periodSeconds, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withPort(new IntOrString("http"))
        .endHttpGet()
        .withPeriodSeconds(periodSeconds)
        .withTimeoutSeconds(2)
        .withFailureThreshold(failures)
        .build();
  }

  private static List<Volume> volumes(Blueprint blueprint) {
    var cluster = blueprint.cluster();
    var volumes = new ArrayList<Volume>();
    volumes.add(
        new VolumeBuilder()
            .withName("config")
            .withNewConfigMap()
            .withName(Names.config(cluster))
            .endConfigMap()
            .build());
    volumes.add(secret("rpc", Names.rpc(cluster)));
    if (isEncrypted(blueprint)) {
      volumes.add(secret("keyring", Names.keyring(cluster)));
    }
    volumes.add(new VolumeBuilder().withName("tmp").withNewEmptyDir().endEmptyDir().build());
    return volumes;
  }

  private static Volume secret(String name, String secret) {
    return new VolumeBuilder()
        .withName(name)
        .withNewSecret()
        .withSecretName(secret)
        .withDefaultMode(OWNER_AND_GROUP_READ)
        .endSecret()
        .build();
  }

  private static List<VolumeMount> mounts(Blueprint blueprint) {
    var mounts = new ArrayList<VolumeMount>();
    mounts.add(readOnly("config", "/etc/kserf/config"));
    mounts.add(readOnly("rpc", "/etc/kserf/rpc"));
    if (isEncrypted(blueprint)) {
      mounts.add(readOnly("keyring", "/etc/kserf/keyring"));
    }
    mounts.add(new VolumeMountBuilder().withName("tmp").withMountPath("/tmp").build());
    return mounts;
  }

  private static VolumeMount readOnly(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).withReadOnly(true).build();
  }

  private static boolean isEncrypted(Blueprint blueprint) {
    return blueprint.credentials().keyring().isPresent();
  }

  private static @Nullable Affinity affinity(SerfCluster cluster) {
    var expressions = cluster.getSpec().nodes().selector().matchExpressions();
    if (expressions.isEmpty()) {
      return null;
    }
    var requirements =
        expressions.stream()
            .map(
                expression ->
                    new NodeSelectorRequirement(
                        expression.key(), expression.operator().text(), expression.values()))
            .toList();
    return new AffinityBuilder()
        .withNewNodeAffinity()
        .withNewRequiredDuringSchedulingIgnoredDuringExecution()
        .addNewNodeSelectorTerm()
        .withMatchExpressions(requirements)
        .endNodeSelectorTerm()
        .endRequiredDuringSchedulingIgnoredDuringExecution()
        .endNodeAffinity()
        .build();
  }

  private static List<Toleration> tolerations(SerfCluster cluster) {
    return cluster.getSpec().nodes().tolerations().stream()
        .map(
            toleration ->
                new TolerationBuilder()
                    .withKey(toleration.key())
                    .withOperator(
                        Optional.ofNullable(toleration.operator()).map(o -> o.text()).orElse(null))
                    .withValue(toleration.value())
                    .withEffect(
                        Optional.ofNullable(toleration.effect()).map(e -> e.text()).orElse(null))
                    .withTolerationSeconds(toleration.tolerationSeconds())
                    .build())
        .toList();
  }
}
