package io.kserf.operator.view;

import static io.kserf.api.v1alpha1.MemberStatus.ALIVE;
import static io.kserf.api.v1alpha1.MemberStatus.FAILED;
import static io.kserf.api.v1alpha1.MemberStatus.LEAVING;
import static io.kserf.api.v1alpha1.MemberStatus.LEFT;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.api.v1alpha1.MemberStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BallotTest {
  @Test
  void aMajorityThatSawItFailDecides() {
    assertThat(decide(FAILED, ALIVE, FAILED)).contains(FAILED);
  }

  @Test
  void oneAgentAloneDoesNotDeclareAMemberFailed() {
    assertThat(decide(ALIVE, FAILED, ALIVE)).contains(ALIVE);
  }

  @Test
  void inATieTheWorseNewsLoses() {
    assertThat(decide(ALIVE, FAILED)).contains(ALIVE);
    assertThat(decide(LEFT, FAILED)).contains(LEFT);
    assertThat(decide(ALIVE, ALIVE, FAILED, FAILED)).contains(ALIVE);
  }

  @Test
  void worseNewsConfirmsTheLessBad() {
    // Nobody but one says that it left, but a majority says that it is not alive.
    assertThat(decide(ALIVE, LEFT, FAILED)).contains(LEFT);
  }

  @Test
  void theOnlyAgentIsBelieved() {
    assertThat(decide(FAILED)).contains(FAILED);
  }

  @Test
  void aMemberThatAMajorityDoesNotKnowIsNoMember() {
    assertThat(decide(ALIVE, null, null)).isEmpty();
  }

  @Test
  void aMemberThatHalfOfThemKnowIsOne() {
    assertThat(decide(ALIVE, null)).contains(ALIVE);
  }

  @Test
  void addressAndTagsComeFromTheFirstAgentOfTheMajority() {
    var old = new Sighting("m", "10.0.0.1:7946", FAILED, Map.of("v", "1"));
    var moved = new Sighting("m", "10.0.0.2:7946", ALIVE, Map.of("v", "2"));
    var same = new Sighting("m", "10.0.0.2:7946", ALIVE, Map.of("v", "3"));

    var decided = Ballot.decide(List.of(Optional.of(old), Optional.of(moved), Optional.of(same)));

    assertThat(decided).contains(moved);
  }

  @Property
  void theResultIsTheWorstThatAStrictMajorityConfirms(
      @ForAll @Size(min = 1, max = 9) List<MemberStatus> statuses) {
    var decided = decide(statuses.toArray(MemberStatus[]::new)).orElseThrow();

    assertThat(atLeastAsBad(statuses, decided) * 2).isGreaterThan(statuses.size());
    Stream.of(MemberStatus.values())
        .filter(worse -> worse.compareTo(decided) > 0)
        .forEach(
            worse ->
                assertThat(atLeastAsBad(statuses, worse) * 2).isLessThanOrEqualTo(statuses.size()));
  }

  @Test
  void disagreementShowsAlsoWhereOneAgentDoesNotKnowTheMember() {
    assertThat(Ballot.isUnanimous(votes(ALIVE, ALIVE))).isTrue();
    assertThat(Ballot.isUnanimous(votes(ALIVE, LEAVING))).isFalse();
    assertThat(Ballot.isUnanimous(votes(ALIVE, null))).isFalse();
  }

  private static long atLeastAsBad(List<MemberStatus> statuses, MemberStatus status) {
    return statuses.stream().filter(said -> said.compareTo(status) >= 0).count();
  }

  private static Optional<MemberStatus> decide(@Nullable MemberStatus... statuses) {
    return Ballot.decide(votes(statuses)).map(Sighting::status);
  }

  private static List<Optional<Sighting>> votes(@Nullable MemberStatus... statuses) {
    var votes = new ArrayList<Optional<Sighting>>();
    Arrays.stream(statuses)
        .forEach(
            status ->
                votes.add(
                    Optional.ofNullable(status)
                        .map(known -> new Sighting("m", "10.0.0.1:7946", known, Map.of()))));
    return votes;
  }
}
