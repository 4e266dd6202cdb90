package io.kserf.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.kserf.api.v1alpha1.SerfClusterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentDaemonSetTest {
  @Test
  void theAgentBindsToItsNodesAddressAndReadsTheMountedFiles() {
    assertThat(container(Samples.credentials()).getArgs())
        .containsExactly(
            "agent",
            "-config-dir",
            "/etc/kserf/config",
            "-config-dir",
            "/etc/kserf/rpc",
            "-node",
            "$(KSERF_NODE_NAME)",
            "-bind",
            "$(KSERF_HOST_IP):7946",
            "-rpc-addr",
            "$(KSERF_HOST_IP):7373",
            "-http-addr",
            "$(KSERF_HOST_IP):9746",
            "-keyring-file",
            "/etc/kserf/keyring/keyring.json");
  }

  @Test
  void withoutEncryptionThereIsNoKeyring() {
    var plain = new Credentials("token", Optional.empty(), Optional.empty());

    assertThat(container(plain).getArgs()).doesNotContain("-keyring-file");
    assertThat(container(plain).getVolumeMounts())
        .extracting(VolumeMount::getName)
        .containsExactly("config", "rpc", "tmp");
  }

  @Test
  void thePodRunsWithAsFewRightsAsTheHostNetworkAllows() {
    var pod =
        AgentDaemonSet.of(blueprint(Samples.credentials(), List.of()))
            .getSpec()
            .getTemplate()
            .getSpec();
    var container = pod.getContainers().getFirst();

    assertThat(pod.getHostNetwork()).isTrue();
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
  }

  @Test
  void everyTaintIsTolerated() {
    var pod =
        AgentDaemonSet.of(blueprint(Samples.credentials(), List.of()))
            .getSpec()
            .getTemplate()
            .getSpec();

    assertThat(pod.getTolerations())
        .singleElement()
        .satisfies(
            toleration -> {
              assertThat(toleration.getOperator()).isEqualTo("Exists");
              assertThat(toleration.getKey()).isNull();
            });
    assertThat(pod.getNodeSelector()).isEqualTo(Map.of("kubernetes.io/os", "linux"));
  }

  @Test
  void theSelectorIsPartOfThePodsLabels() {
    var spec = AgentDaemonSet.of(blueprint(Samples.credentials(), List.of())).getSpec();

    assertThat(spec.getTemplate().getMetadata().getLabels())
        .containsAllEntriesOf(spec.getSelector().getMatchLabels());
  }

  @Test
  void seedsAndTagsDoNotRestartAgents() {
    var tagged =
        new Blueprint(
            Samples.cluster(Samples.tagged(Map.of("role", "web"))),
            "image",
            Samples.credentials(),
            List.of("10.0.0.9:7946"));

    assertThat(AgentFiles.restartMark(tagged))
        .isEqualTo(AgentFiles.restartMark(blueprint(Samples.credentials(), List.of())));
  }

  @Test
  void anotherKeyRestartsAgents() {
    var other =
        new Credentials(
            "token",
            Optional.of(new Keyring(List.of("AAAAAAAAAAAAAAAAAAAAAQ=="))),
            Optional.empty());

    assertThat(AgentFiles.restartMark(blueprint(other, List.of())))
        .isNotEqualTo(AgentFiles.restartMark(blueprint(Samples.credentials(), List.of())));
  }

  @Test
  void theConfigurationIsSerfsAndHoldsNoPathAndNoSecret() {
    var config =
        AgentFiles.config(blueprint(Samples.credentials(), List.of("10.0.0.1:7946"))).getData();

    assertThat(config.keySet()).containsExactlyInAnyOrder("agent.json", "seeds.json");
    assertThat(config.get("agent.json"))
        .contains("\"profile\" : \"lan\"", "\"leave_on_terminate\" : true")
        .doesNotContain("/", Samples.KEY, "token", "event_handlers");
    assertThat(config.get("seeds.json")).contains("\"retry_join\"", "10.0.0.1:7946");
  }

  private static Container container(Credentials credentials) {
    return AgentDaemonSet.of(blueprint(credentials, List.of()))
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst();
  }

  private static Blueprint blueprint(Credentials credentials, List<String> seeds) {
    return new Blueprint(Samples.cluster(SerfClusterSpec.defaults()), "image", credentials, seeds);
  }
}
