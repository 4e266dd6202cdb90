package io.kserf.operator;

import static io.kserf.operator.Samples.NOON;
import static io.kserf.operator.view.Views.alive;
import static io.kserf.operator.view.Views.failed;
import static io.kserf.operator.view.Views.left;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.api.v1alpha1.AgentCounts;
import io.kserf.api.v1alpha1.Condition;
import io.kserf.api.v1alpha1.Member;
import io.kserf.api.v1alpha1.MemberCounts;
import io.kserf.api.v1alpha1.MemberStatus;
import io.kserf.api.v1alpha1.SerfCluster;
import io.kserf.api.v1alpha1.SerfClusterStatus;
import io.kserf.operator.view.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatusTest {
  @Test
  void aHealthyPoolIsReadyConvergedAndNotDegraded() {
    var status = status(healthy());

    assertThat(status.members()).isEqualTo(new MemberCounts(2, 0, 0, 0, 2, 0));
    assertThat(status.agents()).isEqualTo(new AgentCounts(2, 2));
    assertThat(status.leader()).isEqualTo("a");
    assertThat(status.seeds()).containsExactly("a:7946", "b:7946");
    assertThat(status.keys().primary()).startsWith("sha256:");
    assertThat(status.observedGeneration()).isEqualTo(3);
    assertThat(says(status, "Ready"))
        .isEqualTo("True MostAgentsAlive: 2 of 2 agents are alive in the pool");
    assertThat(says(status, "Progressing")).startsWith("False Settled");
    assertThat(says(status, "Converged"))
        .isEqualTo("True SameView: 2 asked agents see the same pool");
    assertThat(says(status, "Degraded")).startsWith("False AllWell");
  }

  @Test
  void aFailedAgentMakesThePoolDegradedAndMostOfItStaysReady() {
    var observed =
        Observed.nodes("a", "b", "c")
            .sees("a", alive("a"), alive("b"), failed("c"))
            .sees("b", alive("a"), alive("b"), failed("c"))
            .silent("c", 2, "connection refused");

    var status = status(observed);

    assertThat(says(status, "Ready")).startsWith("True").contains("2 of 3");
    assertThat(says(status, "Degraded"))
        .isEqualTo("True AgentFailed: the agent on node c has failed (connection refused)");
    assertThat(status.unhealthy()).extracting(Member::name).containsExactly("c");
  }

  @Test
  void withoutAMajorityOfAgentsThePoolIsNotReady() {
    var observed = Observed.nodes("a", "b").sees("a", alive("a"), failed("b"));

    assertThat(says(status(observed), "Ready"))
        .isEqualTo(
            "False TooFewAgentsAlive: 1 of 2 agents are alive in the pool, and a majority is needed");
  }

  @Test
  void whereAgentsSeeDifferentThingsItHasNotConverged() {
    var observed =
        Observed.nodes("a", "b")
            .sees("a", alive("a"), alive("b"), alive("vm"))
            .sees("b", alive("a"), alive("b"), failed("vm"));

    assertThat(says(status(observed), "Converged"))
        .isEqualTo("False ViewsDiffer: 2 asked agents see different states of vm");
  }

  @Test
  void anAgentThatHangsIsNamedAfterAWhile() {
    var patient = healthy().node("c", Map.of()).silent("c", 5, "no answer within 2 s");
    var impatient = healthy().node("c", Map.of()).silent("c", 9, "no answer within 2 s");

    assertThat(says(status(patient), "Degraded")).startsWith("False");
    assertThat(says(status(impatient), "Degraded"))
        .isEqualTo(
            "True AgentSilent: the agent on node c does not answer the operator: no answer within 2 s");
  }

  @Test
  void anAgentThatStoppedIsToldWithItsLastWords() {
    var observed = healthy().stopped("b", "bind: address already in use");

    assertThat(says(status(observed), "Degraded"))
        .isEqualTo("True AgentStopped: the agent on node b stopped: bind: address already in use");
  }

  @Test
  void whatAnAgentCannotDoIsTold() {
    var observed = healthy().cannot("a cannot join 10.9.9.9:7946: no route to host");

    assertThat(says(status(observed), "Degraded")).contains("a cannot join 10.9.9.9:7946");
  }

  @Test
  void takenPortsMakeItNotReadyAndSayWhatToDo() {
    var observed = healthy().clash(new Problem("PortsTaken", "change spec.ports"));

    assertThat(says(status(observed), "Ready")).isEqualTo("False PortsTaken: change spec.ports");
  }

  @Test
  void aLostKeyringMakesItNotReadyAndItsFingerprintIsKept() {
    var lost = new Credentials("t", Optional.empty(), Optional.of(new Problem("KeyringLost", "!")));
    var before = status(healthy());

    var status = status(healthy().of(with(before)).with(lost));

    assertThat(says(status, "Ready")).startsWith("False KeyringLost");
    assertThat(status.keys()).isEqualTo(before.keys());
  }

  @Test
  void withoutNodesItSaysWhyNothingRuns() {
    assertThat(says(status(Observed.nodes()), "Ready"))
        .startsWith("False NoNodes: no node matches");
  }

  @Test
  void anOperatorThatHasJustStartedKeepsWhatWasSaid() {
    var before = status(healthy());
    var starting = Observed.nodes("a", "b").of(with(before)).watchedFor(1);

    assertThat(status(starting).condition("Ready")).isEqualTo(before.condition("Ready"));
    assertThat(status(starting).condition("Converged")).isEqualTo(before.condition("Converged"));
  }

  @Test
  void ifNoAgentAnswersForAWhileItIsNotReadyAndSaysWhy() {
    var observed = Observed.nodes("a").silent("a", 60, "connection refused");

    assertThat(says(status(observed), "Ready"))
        .isEqualTo(
            "False NoAgentAnswers: none of 1 agents answers the operator, such as a: connection refused");
    assertThat(says(status(observed), "Converged")).startsWith("Unknown");
  }

  @Test
  void aRolloutIsProgress() {
    assertThat(says(status(healthy().rollout(new Rollout(true, 3, 1))), "Progressing"))
        .isEqualTo("True RollingOut: 1 of 3 agents run with the newest settings");
    assertThat(says(status(healthy().rollout(new Rollout(false, 0, 0))), "Progressing"))
        .startsWith("True RollingOut: waiting");
  }

  @Test
  void aTransitionTimeIsThatOfTheLastTransition() {
    var earlier = Instant.parse("2025-12-31T00:00:00Z");
    var before = with(statusSince(earlier, Condition.Status.TRUE));
    var other = with(statusSince(earlier, Condition.Status.FALSE));

    assertThat(status(healthy().of(before)).condition("Ready").orElseThrow().lastTransitionTime())
        .isEqualTo(earlier);
    assertThat(status(healthy().of(other)).condition("Ready").orElseThrow().lastTransitionTime())
        .isEqualTo(NOON);
  }

  @Test
  void listsAreBoundedAndSayThatTheyAre() {
    var many =
        Stream.concat(
                Stream.of(alive("a"), failed("z")),
                IntStream.range(0, 60).mapToObj(i -> left("vm-%02d".formatted(i))))
            .toArray(Sighting[]::new);

    var status = status(Observed.nodes("a").sees("a", many));

    assertThat(status.unhealthy()).hasSize(50);
    assertThat(status.unhealthy().getFirst().status()).isEqualTo(MemberStatus.FAILED);
    assertThat(status.truncated()).isTrue();
    assertThat(status.external()).hasSize(50);
    assertThat(status.members().external()).isEqualTo(61);
  }

  @Test
  void theSameObservationGivesTheSameStatus() {
    var before = status(healthy());

    assertThat(status(healthy().of(with(before)).known(members(before)))).isEqualTo(before);
  }

  private static Member[] members(SerfClusterStatus status) {
    assertThat(status.members().alive()).isEqualTo(2);
    return Roster.next(List.of(), healthy().now().view(), healthy().now().nodeNames(), NOON)
        .members()
        .toArray(Member[]::new);
  }

  private static Observed healthy() {
    return Observed.nodes("a", "b")
        .sees("a", alive("a"), alive("b"))
        .sees("b", alive("a"), alive("b"));
  }

  private static SerfClusterStatus statusSince(Instant since, Condition.Status ready) {
    return new SerfClusterStatus(
        3L,
        null,
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        null,
        null,
        List.of(new Condition("Ready", ready, 3L, since, "Why", "why")));
  }

  private static SerfCluster with(SerfClusterStatus status) {
    var cluster = Samples.cluster();
    cluster.setStatus(status);
    return cluster;
  }

  private static SerfClusterStatus status(Observed observed) {
    var now = observed.now();
    return Status.of(
        now, Plan.from(now), Roster.next(now.known(), now.view(), now.nodeNames(), now.now()));
  }

  private static String says(SerfClusterStatus status, String type) {
    var condition = status.condition(type).orElseThrow();
    var word =
        switch (condition.status()) {
          case TRUE -> "True";
          case FALSE -> "False";
          case UNKNOWN -> "Unknown";
        };
    return word + " " + condition.reason() + ": " + condition.message();
  }
}
