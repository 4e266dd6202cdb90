package io.kserf.operator;

import io.kserf.api.v1alpha1.AgentCounts;
import io.kserf.api.v1alpha1.Condition;
import io.kserf.api.v1alpha1.Keys;
import io.kserf.api.v1alpha1.Member;
import io.kserf.api.v1alpha1.MemberCounts;
import io.kserf.api.v1alpha1.MemberStatus;
import io.kserf.api.v1alpha1.SerfClusterStatus;
import io.kserf.operator.view.View;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is written into a SerfCluster's status. A pure function of what was observed. */
final class Status {
  static final String READY = "Ready";
  static final String PROGRESSING = "Progressing";
  static final String CONVERGED = "Converged";
  static final String DEGRADED = "Degraded";

  /** How many problems, or disputed members, one message tells. */
  private static final int TOLD = 5;

  private Status() {}

  static SerfClusterStatus of(Observation observed, Plan plan, Roster roster) {
    var before =
        Optional.ofNullable(observed.cluster().getStatus()).orElse(SerfClusterStatus.empty());
    var members = roster.members();
    var unhealthy = members.stream().filter(Predicate.not(Status::isAlive)).toList();
    return new SerfClusterStatus(
        observed.cluster().getMetadata().getGeneration(),
        counts(members),
        new AgentCounts(
            observed.nodes().size(),
            (int) observed.pods().stream().filter(AgentPod::ready).count()),
        unhealthy.stream()
            .sorted(Comparator.comparing(Member::status).reversed().thenComparing(Member::name))
            .limit(SerfClusterStatus.LISTED)
            .map(Status::summary)
            .toList(),
        unhealthy.size() > SerfClusterStatus.LISTED ? Boolean.TRUE : null,
        members.stream()
            .filter(Status::isExternal)
            .limit(SerfClusterStatus.LISTED)
            .map(Status::summary)
            .toList(),
        observed.seeds(),
        roster.leader().orElse(null),
        keys(observed, before),
        conditions(observed, plan, roster, before));
  }

  private static MemberCounts counts(List<Member> members) {
    var by = members.stream().collect(Collectors.groupingBy(Member::status, Collectors.counting()));
    return new MemberCounts(
        by.getOrDefault(MemberStatus.ALIVE, 0L).intValue(),
        by.getOrDefault(MemberStatus.LEAVING, 0L).intValue(),
        by.getOrDefault(MemberStatus.FAILED, 0L).intValue(),
        by.getOrDefault(MemberStatus.LEFT, 0L).intValue(),
        members.size(),
        (int) members.stream().filter(Status::isExternal).count());
  }

  /** Without what only the slices tell. */
  private static Member summary(Member member) {
    return new Member(
        member.name(),
        member.address(),
        member.status(),
        member.since(),
        null,
        null,
        member.tags());
  }

  /** A fingerprint once told is kept while the keyring is lost: it is how to know it again. */
  private static @Nullable Keys keys(Observation observed, SerfClusterStatus before) {
    var credentials = observed.credentials();
    var lost = credentials.problem().flatMap(problem -> Optional.ofNullable(before.keys()));
    return credentials
        .keyring()
        .map(keyring -> new Keys(keyring.fingerprint()))
        .or(() -> lost)
        .orElse(null);
  }

  private static List<Condition> conditions(
      Observation observed, Plan plan, Roster roster, SerfClusterStatus before) {
    var conditions =
        new Conditions(
            before.conditions(), observed.cluster().getMetadata().getGeneration(), observed.now());
    var view = observed.view();
    ready(conditions, observed, view, roster);
    progressing(conditions, observed, plan);
    converged(conditions, observed, view, plan);
    degraded(conditions, observed, roster);
    return conditions.list();
  }

  private static void ready(Conditions conditions, Observation observed, View view, Roster roster) {
    int desired = observed.nodes().size();
    var nodes = observed.nodeNames();
    long alive =
        roster.members().stream()
            .filter(Status::isAlive)
            .filter(member -> nodes.contains(member.name()))
            .count();
    var counted = "%d of %d agents are alive in the pool".formatted(alive, desired);
    if (observed.credentials().problem().isPresent()) {
      var problem = observed.credentials().problem().get();
      conditions.isFalse(READY, problem.reason(), problem.message());
    } else if (observed.portClash().isPresent()) {
      var problem = observed.portClash().get();
      conditions.isFalse(READY, problem.reason(), problem.message());
    } else if (desired == 0) {
      conditions.isFalse(
          READY,
          "NoNodes",
          "no node matches spec.nodes: kubectl get nodes --show-labels tells why");
    } else if (view.isUnknown() && observed.isEarly()) {
      conditions.asBefore(READY);
    } else if (view.isUnknown()) {
      conditions.isFalse(READY, "NoAgentAnswers", noAnswer(observed, desired));
    } else if (alive * 2 > desired) {
      conditions.isTrue(READY, "MostAgentsAlive", counted);
    } else {
      conditions.isFalse(READY, "TooFewAgentsAlive", counted + ", and a majority is needed");
    }
  }

  private static String noAnswer(Observation observed, int desired) {
    var first =
        observed.reports().stream()
            .filter(report -> report.problem() != null)
            .findFirst()
            .map(report -> ", such as " + report.agent().name() + ": " + report.problem())
            .orElse(", because no pod of theirs has an address yet");
    return "none of %d agents answers the operator%s".formatted(desired, first);
  }

  private static void progressing(Conditions conditions, Observation observed, Plan plan) {
    var rollout = observed.rollout();
    if (observed.cluster().getSpec().suspend()) {
      conditions.isFalse(PROGRESSING, "Suspended", "spec.suspend is true: nothing is changed");
    } else if (!rollout.isComplete()) {
      conditions.isTrue(
          PROGRESSING,
          "RollingOut",
          rollout.seen()
              ? "%d of %d agents run with the newest settings"
                  .formatted(rollout.updated(), rollout.desired())
              : "waiting for the DaemonSet's controller");
    } else if (plan.joins()) {
      conditions.isTrue(PROGRESSING, "Joining", "agents are told to join the pool");
    } else {
      conditions.isFalse(PROGRESSING, "Settled", "nothing is under way");
    }
  }

  private static void converged(Conditions conditions, Observation observed, View view, Plan plan) {
    var voters = view.voters().size();
    if (view.isUnknown() && observed.isEarly()) {
      conditions.asBefore(CONVERGED);
    } else if (view.isUnknown()) {
      conditions.isUnknown(CONVERGED, "NoAgentAnswers", "no agent tells what it sees");
    } else if (!view.disputed().isEmpty()) {
      conditions.isFalse(
          CONVERGED,
          "ViewsDiffer",
          "%d asked agents see different states of %s"
              .formatted(voters, some(List.copyOf(view.disputed()), ", ")));
    } else {
      conditions.set(
          CONVERGED,
          !plan.joins(),
          plan.joins() ? "MembersMissing" : "SameView",
          plan.joins()
              ? "not all agents and external seeds are in one pool"
              : voters == 1
                  ? "the one asked agent sees the whole pool"
                  : "%d asked agents see the same pool".formatted(voters));
    }
  }

  private static void degraded(Conditions conditions, Observation observed, Roster roster) {
    var problems = Troubles.of(observed, roster);
    if (problems.isEmpty()) {
      conditions.isFalse(DEGRADED, "AllWell", "nothing needs attention");
    } else {
      conditions.isTrue(
          DEGRADED,
          problems.getFirst().reason(),
          some(problems.stream().map(Problem::message).toList(), "; "));
    }
  }

  private static String some(List<String> things, String separator) {
    var told = things.stream().limit(TOLD).collect(Collectors.joining(separator));
    return things.size() <= TOLD ? told : told + " and %d more".formatted(things.size() - TOLD);
  }

  private static boolean isAlive(Member member) {
    return member.status() == MemberStatus.ALIVE;
  }

  private static boolean isExternal(Member member) {
    return Boolean.TRUE.equals(member.external());
  }
}
