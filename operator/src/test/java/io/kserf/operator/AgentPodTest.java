package io.kserf.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.kserf.operator.agents.Agent;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AgentPodTest {
  @Test
  void anAgentIsSpokenToAtItsNodesAddressAndThePortThatItsPodNames() {
    var pod = AgentPod.of(List.of(pod("uid", p -> p))).getFirst();

    assertThat(pod.agent()).contains(new Agent("node-1", "10.0.0.1:8373", "uid"));
    assertThat(pod.ready()).isTrue();
    assertThat(pod.complaint()).isEmpty();
  }

  @Test
  void aPodWithoutAddressIsNobodyToTalkToYet() {
    var pod = pod("uid", p -> p.editStatus().withHostIP(null).endStatus());

    assertThat(AgentPod.of(List.of(pod)).getFirst().agent()).isEmpty();
  }

  @Test
  void aPodThatIsNotScheduledIsNone() {
    assertThat(AgentPod.of(List.of(pod("uid", p -> p.editSpec().withNodeName(null).endSpec()))))
        .isEmpty();
  }

  @Test
  void ofTwoPodsOnANodeTheOneThatStaysCounts() {
    var going =
        pod("a", p -> p.editMetadata().withDeletionTimestamp("2026-01-01T00:00:00Z").endMetadata());
    var staying = pod("b", p -> p);

    assertThat(AgentPod.of(List.of(going, staying)))
        .singleElement()
        .extracting(AgentPod::uid)
        .isEqualTo("b");
  }

  @Test
  void aStoppedAgentsLastLineIsItsComplaint() {
    var pod =
        pod(
            "uid",
            p ->
                p.editStatus()
                    .editContainerStatus(0)
                    .withNewState()
                    .withNewWaiting("back-off 10s", "CrashLoopBackOff")
                    .endState()
                    .withNewLastState()
                    .withNewTerminated()
                    .withExitCode(1)
                    .withMessage("starting\n==> bind: address already in use\n\n")
                    .endTerminated()
                    .endLastState()
                    .endContainerStatus()
                    .endStatus());

    assertThat(AgentPod.of(List.of(pod)).getFirst().complaint())
        .contains("==> bind: address already in use");
  }

  @Test
  void aContainerThatIsBeingCreatedHasNoComplaint() {
    assertThat(complaintWhileWaitingFor("ContainerCreating")).isEmpty();
    assertThat(complaintWhileWaitingFor("ImagePullBackOff").toString())
        .contains("ImagePullBackOff");
  }

  private static Optional<String> complaintWhileWaitingFor(String reason) {
    var pod =
        pod(
            "uid",
            p ->
                p.editStatus()
                    .editContainerStatus(0)
                    .withNewState()
                    .withNewWaiting("", reason)
                    .endState()
                    .endContainerStatus()
                    .endStatus());
    return AgentPod.of(List.of(pod)).getFirst().complaint();
  }

  private static Pod pod(String uid, UnaryOperator<PodBuilder> change) {
    return change
        .apply(
            new PodBuilder()
                .withNewMetadata()
                .withUid(uid)
                .endMetadata()
                .withNewSpec()
                .withNodeName("node-1")
                .addNewContainer()
                .addNewPort()
                .withName("rpc")
                .withContainerPort(8373)
                .endPort()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withHostIP("10.0.0.1")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .addNewContainerStatus()
                .withNewState()
                .withNewRunning("2026-01-01T00:00:00Z")
                .endState()
                .endContainerStatus()
                .endStatus())
        .build();
  }
}
