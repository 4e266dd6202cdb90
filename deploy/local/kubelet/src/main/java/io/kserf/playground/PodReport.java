package io.kserf.playground;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.kserf.playground.StandInOptions.StandInNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a kubelet would report of a pod.
 *
 * @param restarts how often the container was started again
 */
record PodReport(ContainerState state, int restarts) {

  /** The pod with its status replaced by this report; conditions of others are kept. */
  Pod on(Pod pod, StandInNode node) {
    boolean running = state instanceof ContainerState.Running;
    boolean everRan = running || restarts > 0;
    return new PodBuilder(pod)
        .editOrNewStatus()
        .withPhase(everRan ? "Running" : "Pending")
        .withHostIP(node.hostIp())
        .withHostIPs()
        .addNewHostIP(node.hostIp())
        .withPodIP(node.podIp())
        .withPodIPs()
        .addNewPodIP(node.podIp())
        .withStartTime(pod.getMetadata().getCreationTimestamp())
        .withContainerStatuses(containerStatus(pod))
        .withConditions(conditions(pod))
        .endStatus()
        .build();
  }

  private ContainerStatus containerStatus(Pod pod) {
    var container = pod.getSpec().getContainers().getFirst();
    return new ContainerStatusBuilder()
        .withName(container.getName())
        .withImage(container.getImage())
        .withImageID("")
        .withRestartCount(restarts)
        .withReady(state.isReady())
        .withStarted(state instanceof ContainerState.Running)
        .withState(state.toStatus())
        .build();
  }

  private List<PodCondition> conditions(Pod pod) {
    List<String> own = List.of("Initialized", "ContainersReady", "Ready");
    Stream<PodCondition> others =
        pod.getStatus().getConditions().stream().filter(c -> !own.contains(c.getType()));
    return Stream.concat(
            others,
            Stream.of(
                condition(pod, "Initialized", true),
                condition(pod, "ContainersReady", state.isReady()),
                condition(pod, "Ready", state.isReady())))
        .toList();
  }

  private static PodCondition condition(Pod pod, String type, boolean holds) {
    String status = holds ? "True" : "False";
    String since =
        pod.getStatus().getConditions().stream()
            .filter(c -> type.equals(c.getType()) && status.equals(c.getStatus()))
            .map(PodCondition::getLastTransitionTime)
            .findFirst()
            .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withLastTransitionTime(since)
        .build();
  }
}
