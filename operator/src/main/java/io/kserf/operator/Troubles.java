package io.kserf.operator;

import io.kserf.api.v1alpha1.Member;
import io.kserf.api.v1alpha1.MemberStatus;
import io.kserf.operator.agents.AgentReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong with a cluster, the most telling first, and each thing once. */
final class Troubles {
  private Troubles() {}

  static List<Problem> of(Observation observed, Roster roster) {
    var problems = new ArrayList<Problem>();
    observed.credentials().problem().ifPresent(problems::add);
    observed.portClash().ifPresent(problems::add);
    var told = new HashSet<String>();
    stoppedAgents(observed, told, problems);
    failedAgents(observed, roster, told, problems);
    silentAgents(observed, told, problems);
    observed.failures().forEach(failure -> problems.add(new Problem("AgentCannot", failure)));
    return List.copyOf(problems);
  }

  private static void stoppedAgents(
      Observation observed, Set<String> told, List<Problem> problems) {
    for (var pod : observed.pods()) {
      pod.complaint()
          .ifPresent(
              words -> {
                told.add(pod.node());
                problems.add(
                    new Problem(
                        "AgentStopped",
                        "the agent on node %s stopped: %s".formatted(pod.node(), words)));
              });
    }
  }

  private static void failedAgents(
      Observation observed, Roster roster, Set<String> told, List<Problem> problems) {
    var nodes = observed.nodeNames();
    var silent =
        observed.reports().stream()
            .filter(report -> !report.answers())
            .collect(Collectors.toMap(report -> report.agent().name(), Troubles::why));
    roster.members().stream()
        .filter(member -> member.status() == MemberStatus.FAILED)
        .map(Member::name)
        .filter(nodes::contains)
        .filter(told::add)
        .forEach(
            name ->
                problems.add(
                    new Problem(
                        "AgentFailed",
                        "the agent on node %s has failed%s"
                            .formatted(
                                name,
                                Optional.ofNullable(silent.get(name))
                                    .map(why -> " (" + why + ")")
                                    .orElse("")))));
  }

  private static void silentAgents(Observation observed, Set<String> told, List<Problem> problems) {
    observed.reports().stream()
        .filter(observed::hasLostPatienceWith)
        .filter(report -> told.add(report.agent().name()))
        .forEach(
            report ->
                problems.add(
                    new Problem(
                        "AgentSilent",
                        "the agent on node %s does not answer the operator: %s"
                            .formatted(report.agent().name(), why(report)))));
  }

  private static String why(AgentReport report) {
    return Optional.ofNullable(report.problem()).orElse("it was not reached yet");
  }
}
