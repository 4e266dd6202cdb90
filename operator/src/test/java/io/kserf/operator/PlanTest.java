package io.kserf.operator;

import static io.kserf.operator.view.Views.alive;
import static io.kserf.operator.view.Views.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.api.v1alpha1.MemberStatus;
import io.kserf.operator.agents.Directive;
import io.kserf.operator.view.Sighting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {
  @Test
  void wherePoolAndTagsAreAsTheyShouldBeNothingIsDone() {
    var observed =
        Observed.nodes("a", "b")
            .sees("a", alive("a"), alive("b"))
            .sees("b", alive("a"), alive("b"));

    assertThat(Plan.from(observed.now()).directives()).isEmpty();
  }

  @Test
  void aFreshAgentIsToldToJoinTheLargestPool() {
    var observed =
        Observed.nodes("a", "b", "c")
            .sees("a", alive("a"))
            .sees("b", alive("b"), alive("c"))
            .sees("c", alive("b"), alive("c"));

    assertThat(Plan.from(observed.now()).directives())
        .containsExactly(new Directive.Join("a", List.of("b:7946", "c:7946")));
  }

  @Test
  void ofPartsOfAPoolOneAgentEachIsTold() {
    var observed =
        Observed.nodes("a", "b", "c", "d", "e")
            .sees("a", alive("a"), alive("b"), alive("c"), failed("d"), failed("e"))
            .sees("d", failed("a"), failed("b"), failed("c"), alive("d"), alive("e"))
            .answers("b")
            .answers("c")
            .answers("e");

    assertThat(Plan.from(observed.now()).directives())
        .containsExactly(new Directive.Join("d", List.of("a:7946", "b:7946", "c:7946")));
  }

  @Test
  void anAgentThatDoesNotAnswerIsNeitherToldNorJoined() {
    var observed =
        Observed.nodes("a", "b", "c")
            .silent("a", 60, "connection refused")
            .sees("b", alive("b"))
            .sees("c", alive("c"));

    assertThat(Plan.from(observed.now()).directives())
        .containsExactly(new Directive.Join("c", List.of("b:7946")));
  }

  @Test
  void whenNoAgentAnswersNothingIsDone() {
    var observed = Observed.nodes("a").of(Samples.cluster(Samples.seeded("10.1.2.3")));

    assertThat(Plan.from(observed.silent("a", 60, "refused").now()).directives()).isEmpty();
  }

  @Test
  void anExternalSeedThatIsNotAliveIsJoined() {
    var observed =
        Observed.nodes("a").of(Samples.cluster(Samples.seeded("vm:1"))).sees("a", alive("a"));

    assertThat(Plan.from(observed.now()).directives())
        .containsExactly(new Directive.Join("a", List.of("vm:1")));
    assertThat(Plan.from(observed.now()).joins()).isTrue();
  }

  @Test
  void anExternalSeedThatIsAliveIsLeftAlone() {
    var observed =
        Observed.nodes("a")
            .of(Samples.cluster(Samples.seeded("10.1.2.3", "10.1.2.4:9000")))
            .sees("a", alive("a"), at("vm-1", "10.1.2.3:7946"), at("vm-2", "10.1.2.4:9000"));

    assertThat(Plan.from(observed.now()).directives()).isEmpty();
  }

  @Test
  void aSeedThatIsAHostsNameCountsAsPresentWhileAnyExternalMemberIsAlive() {
    var observed =
        Observed.nodes("a")
            .of(Samples.cluster(Samples.seeded("vm.example.com:7946")))
            .sees("a", alive("a"), at("vm", "10.1.2.3:7946"));

    assertThat(Plan.from(observed.now()).directives()).isEmpty();
  }

  @Test
  void tagsThatDifferAreSetAndOthersDeleted() {
    var observed =
        Observed.nodes()
            .of(Samples.cluster(Samples.tagged(Map.of("role", "node", "env", "prod"))))
            .node("a", Map.of())
            .sees("a", tagged("a", Map.of("role", "web", "env", "prod", "old", "x")));

    assertThat(Plan.from(observed.now()).directives())
        .containsExactly(new Directive.Retag("a", Map.of("role", "node"), List.of("old")));
  }

  @Test
  void labelsOfTheNodeBecomeTagsAndMissingOnesDoNot() {
    var observed =
        Observed.nodes()
            .of(Samples.cluster(Samples.tagged(Map.of(), "zone", "rack")))
            .node("a", Map.of("zone", "z1"))
            .sees("a", alive("a"));

    assertThat(Plan.from(observed.now()).directives())
        .containsExactly(new Directive.Retag("a", Map.of("zone", "z1"), List.of()));
  }

  @Test
  void theTagsOfExternalMembersAreTheirOwn() {
    var observed =
        Observed.nodes("a").sees("a", alive("a"), tagged("vm", Map.of("role", "database")));

    assertThat(Plan.from(observed.now()).directives()).isEmpty();
  }

  private static Sighting at(String name, String address) {
    return new Sighting(name, address, MemberStatus.ALIVE, Map.of());
  }

  private static Sighting tagged(String name, Map<String, String> tags) {
    return new Sighting(name, name + ":7946", MemberStatus.ALIVE, tags);
  }
}
