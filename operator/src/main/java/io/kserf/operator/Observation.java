package io.kserf.operator;

import io.kserf.api.v1alpha1.Member;
import io.kserf.api.v1alpha1.SerfCluster;
import io.kserf.operator.agents.AgentReport;
import io.kserf.operator.view.AgentView;
import io.kserf.operator.view.View;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that is known of a cluster at one moment. All that is decided follows from it.
 *
 * @param now in whole seconds, as Kubernetes writes times
 * @param watchedSince when the operator began to connect to the agents
 * @param nodes that take part, by name
 * @param pods of the agents, by node
 * @param reports what the agents say, by name
 * @param failures what agents could not do, a line each
 * @param known the members as they were last written down
 */
record Observation(
    SerfCluster cluster,
    Instant now,
    Instant watchedSince,
    List<PoolNode> nodes,
    List<AgentPod> pods,
    Rollout rollout,
    List<AgentReport> reports,
    List<String> failures,
    Credentials credentials,
    Optional<Problem> portClash,
    List<String> seeds,
    Collection<Member> known) {

  /** How long agents may take to answer before their silence means anything. */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  List<AgentView> views() {
    return reports.stream().flatMap(report -> report.viewIfAsked().stream()).toList();
  }

  View view() {
    return View.merge(views());
  }

  Set<String> nodeNames() {
    return nodes.stream().map(PoolNode::name).collect(Collectors.toUnmodifiableSet());
  }

  Map<String, PoolNode> nodesByName() {
    return nodes.stream().collect(Collectors.toMap(PoolNode::name, Function.identity()));
  }

  /** Names of the agents that can be spoken to. */
  List<String> answering() {
    return reports.stream()
        .filter(AgentReport::answers)
        .map(report -> report.agent().name())
        .sorted()
        .toList();
  }

  /** The operator has just begun to connect, so silence says nothing yet. */
  boolean isEarly() {
    return now.isBefore(watchedSince.plus(PATIENCE));
  }

  boolean hasLostPatienceWith(AgentReport report) {
    return !report.answers() && report.since().plus(PATIENCE).isBefore(now);
  }
}
