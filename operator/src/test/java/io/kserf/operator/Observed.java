package io.kserf.operator;

import io.kserf.api.v1alpha1.Member;
import io.kserf.api.v1alpha1.SerfCluster;
import io.kserf.operator.agents.Agent;
import io.kserf.operator.agents.AgentReport;
import io.kserf.operator.view.AgentView;
import io.kserf.operator.view.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds observations for tests: agents are named after their nodes a, b, c. */
final class Observed {
  private SerfCluster cluster = Samples.cluster();
  private Credentials credentials = Samples.credentials();
  private Optional<Problem> portClash = Optional.empty();
  private Rollout rollout = new Rollout(true, 3, 3);
  private Instant watchedSince = Samples.NOON.minusSeconds(600);
  private final List<PoolNode> nodes = new ArrayList<>();
  private final List<AgentPod> pods = new ArrayList<>();
  private final List<AgentReport> reports = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private List<Member> known = List.of();

  static Observed nodes(String... names) {
    var observed = new Observed();
    Arrays.stream(names).forEach(name -> observed.node(name, Map.of()));
    return observed;
  }

  Observed node(String name, Map<String, String> labels) {
    nodes.add(new PoolNode(name, Optional.of(name), labels));
    pods.add(new AgentPod(name, Optional.of(name), 7373, "uid-" + name, true, Optional.empty()));
    return this;
  }

  Observed of(SerfCluster cluster) {
    this.cluster = cluster;
    return this;
  }

  /** The agent answers and tells this view. */
  Observed sees(String agent, Sighting... members) {
    reports.add(
        new AgentReport(
            agent(agent), true, Samples.NOON, null, AgentView.of(agent, Arrays.asList(members))));
    return this;
  }

  /** The agent answers and was not asked for its view. */
  Observed answers(String agent) {
    reports.add(new AgentReport(agent(agent), true, Samples.NOON, null, null));
    return this;
  }

  Observed silent(String agent, int seconds, String problem) {
    reports.add(
        new AgentReport(agent(agent), false, Samples.NOON.minusSeconds(seconds), problem, null));
    return this;
  }

  Observed stopped(String node, String words) {
    pods.replaceAll(
        pod ->
            pod.node().equals(node)
                ? new AgentPod(node, pod.address(), 7373, pod.uid(), false, Optional.of(words))
                : pod);
    return this;
  }

  Observed cannot(String failure) {
    failures.add(failure);
    return this;
  }

  Observed clash(Problem problem) {
    portClash = Optional.of(problem);
    return this;
  }

  Observed with(Credentials credentials) {
    this.credentials = credentials;
    return this;
  }

  Observed rollout(Rollout rollout) {
    this.rollout = rollout;
    return this;
  }

  Observed watchedFor(int seconds) {
    watchedSince = Samples.NOON.minusSeconds(seconds);
    return this;
  }

  Observed known(Member... members) {
    known = List.of(members);
    return this;
  }

  Observation now() {
    return new Observation(
        cluster,
        Samples.NOON,
        watchedSince,
        List.copyOf(nodes),
        List.copyOf(pods),
        rollout,
        List.copyOf(reports),
        List.copyOf(failures),
        credentials,
        portClash,
        SeedList.of(cluster.getSpec(), nodes),
        known);
  }

  private static Agent agent(String name) {
    return new Agent(name, name + ":7373", "uid-" + name);
  }
}
