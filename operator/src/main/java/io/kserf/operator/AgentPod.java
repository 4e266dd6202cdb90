package io.kserf.operator;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.kserf.api.v1alpha1.Ports;
import io.kserf.operator.agents.Agent;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pod of an agent.
 *
 * @param node the node's name, which is the agent's in the pool
 * @param address of the node; empty while the kubelet has not told it
 * @param complaint what the agent said last before it stopped; empty if it runs
 */
record AgentPod(
    String node,
    Optional<String> address,
    int rpcPort,
    String uid,
    boolean ready,
    Optional<String> complaint) {

  /** One for each node, by its name: of several, one that is not being deleted. */
  static List<AgentPod> of(Collection<Pod> pods) {
    var first = Comparator.comparing((Pod pod) -> pod.getMetadata().getDeletionTimestamp() != null);
    return pods.stream()
        .filter(pod -> pod.getSpec().getNodeName() != null)
        .sorted(first.thenComparing(pod -> pod.getMetadata().getUid()))
        .collect(
            Collectors.toMap(pod -> pod.getSpec().getNodeName(), Function.identity(), (a, b) -> a))
        .values()
        .stream()
        .map(AgentPod::of)
        .sorted(Comparator.comparing(AgentPod::node))
        .toList();
  }

  /** To talk to; empty while its address is not known. */
  Optional<Agent> agent() {
    return address.map(ip -> new Agent(node, Endpoint.of(ip, rpcPort), uid));
  }

  private static AgentPod of(Pod pod) {
    var status = Optional.ofNullable(pod.getStatus());
    return new AgentPod(
        pod.getSpec().getNodeName(),
        status.map(known -> known.getHostIP()).filter(Predicate.not(String::isEmpty)),
        rpcPort(pod),
        pod.getMetadata().getUid(),
        status.stream()
            .flatMap(known -> known.getConditions().stream())
            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus())),
        status.stream()
            .flatMap(known -> known.getContainerStatuses().stream())
            .flatMap(container -> complaint(container).stream())
            .findFirst());
  }

  private static int rpcPort(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .flatMap(container -> container.getPorts().stream())
        .filter(port -> AgentDaemonSet.RPC_PORT.equals(port.getName()))
        .map(ContainerPort::getContainerPort)
        .findFirst()
        .orElse(Ports.DEFAULT.rpc());
  }

  private static Optional<String> complaint(ContainerStatus container) {
    var state = Optional.ofNullable(container.getState());
    if (state.map(ContainerState::getRunning).isPresent()) {
      return Optional.empty();
    }
    var waiting =
        state
            .map(ContainerState::getWaiting)
            .filter(why -> why.getReason() != null && !"ContainerCreating".equals(why.getReason()))
            .map(why -> why.getReason() + ": " + Optional.ofNullable(why.getMessage()).orElse(""));
    return lastWords(state.orElse(null))
        .or(() -> lastWords(container.getLastState()))
        .or(() -> waiting);
  }

  private static Optional<String> lastWords(@Nullable ContainerState state) {
    return Optional.ofNullable(state)
        .map(ContainerState::getTerminated)
        .map(ended -> ended.getMessage())
        .flatMap(text -> text.lines().filter(Predicate.not(String::isBlank)).reduce((a, b) -> b))
        .map(String::strip);
  }
}
