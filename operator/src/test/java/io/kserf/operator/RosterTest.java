package io.kserf.operator;

import static io.kserf.api.v1alpha1.MemberStatus.ALIVE;
import static io.kserf.api.v1alpha1.MemberStatus.FAILED;
import static io.kserf.api.v1alpha1.MemberStatus.LEAVING;
import static io.kserf.api.v1alpha1.MemberStatus.LEFT;
import static io.kserf.operator.Samples.NOON;
import static io.kserf.operator.Samples.member;
import static io.kserf.operator.view.Views.alive;
import static io.kserf.operator.view.Views.failed;
import static io.kserf.operator.view.Views.left;
import static io.kserf.operator.view.Views.seen;
import static io.kserf.operator.view.Views.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kserf.api.v1alpha1.Member;
import io.kserf.api.v1alpha1.MemberStatus;
import io.kserf.operator.view.Sighting;
import io.kserf.operator.view.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final Set<String> AGENTS = Set.of("a", "b", "c");
  private static final Instant EARLIER = NOON.minusSeconds(3600);

  @Test
  void aMemberSeenForTheFirstTimeHasJoinedNow() {
    var roster = next(List.of(), alive("a"));

    assertThat(roster.members())
        .extracting(Member::joined, Member::since)
        .containsExactly(tuple(NOON, NOON));
    assertThat(said(roster)).containsExactly("MemberJoined a");
  }

  @Test
  void whatHasNotChangedIsNoNewsAndKeepsItsTimes() {
    var before = member("a", ALIVE);

    var roster = next(List.of(before), alive("a"));

    assertThat(roster.members()).containsExactly(before);
    assertThat(roster.news()).isEmpty();
  }

  @Test
  void aFailureIsSaidOnceWithTheMembersName() {
    var roster = next(List.of(member("a", ALIVE), member("b", ALIVE)), alive("a"), failed("b"));

    assertThat(said(roster)).containsExactly("MemberFailed b");
    assertThat(roster.members().getLast().since()).isEqualTo(NOON);
    assertThat(next(roster.members(), alive("a"), failed("b")).news()).isEmpty();
  }

  @Test
  void anOperatorThatWasRestartedDoesNotRepeatOldFailures() {
    var asWrittenDown = List.of(member("a", ALIVE), member("b", FAILED));

    assertThat(next(asWrittenDown, alive("a"), failed("b")).news()).isEmpty();
  }

  @Test
  void aFailedMemberThatIsBackHasRecoveredAndJoinedAnew() {
    var roster = next(List.of(member("a", FAILED)), alive("a"));

    assertThat(said(roster)).containsExactly("MemberRecovered a");
    assertThat(roster.members().getFirst().joined()).isEqualTo(NOON);
  }

  @Test
  void leavingIsNoNewsButHavingLeftIs() {
    assertThat(next(List.of(member("a", ALIVE)), seen("a", LEAVING)).news()).isEmpty();
    assertThat(said(next(List.of(member("a", LEAVING)), left("a"))))
        .containsExactly("MemberLeft a");
  }

  @Test
  void aMemberThatLeftAndIsBackHasJoined() {
    assertThat(said(next(List.of(member("a", LEFT)), alive("a"))))
        .containsExactly("MemberJoined a");
  }

  @Test
  void aFailedMemberThatWasToldToLeaveHasLeft() {
    assertThat(said(next(List.of(member("a", FAILED)), left("a")))).containsExactly("MemberLeft a");
  }

  @Test
  void whenNoAgentAnswersEverythingStaysAsItWas() {
    var before = List.of(member("a", ALIVE), member("b", FAILED));

    var roster = Roster.next(before, View.unknown(), AGENTS, NOON);

    assertThat(roster.members()).isEqualTo(before);
    assertThat(roster.news()).isEmpty();
  }

  @Test
  void anAliveMemberThatNobodyKnowsAnyMoreHasFailed() {
    var roster = next(List.of(member("a", ALIVE), member("vm", ALIVE)), alive("a"));

    assertThat(said(roster)).containsExactly("MemberFailed vm");
    assertThat(roster.members()).hasSize(2);
  }

  @Test
  void aForgottenMemberIsShownForAWhileAndThenDropped() {
    var justNow = member("vm", FAILED, NOON.minus(Roster.REMEMBERED), null);
    var longAgo = member("vm", FAILED, NOON.minus(Roster.REMEMBERED).minusSeconds(1), null);

    assertThat(Roster.next(List.of(justNow), two(alive("a")), AGENTS, NOON).members()).hasSize(2);
    var roster = Roster.next(List.of(longAgo), two(alive("a")), AGENTS, NOON);
    assertThat(roster.members()).extracting(Member::name).containsExactly("a");
    assertThat(said(roster)).contains("MemberForgotten vm");
  }

  @Test
  void oneAgentOfThreeDropsNobody() {
    var longAgo = member("vm", FAILED, EARLIER, null);

    assertThat(next(List.of(longAgo), alive("a")).members())
        .extracting(Member::name)
        .containsExactly("a", "vm");
  }

  @Test
  void onlyMembersThatAreNoAgentsAreExternal() {
    var roster = next(List.of(), alive("a"), alive("vm"));

    assertThat(roster.members()).extracting(Member::external).containsExactly(null, true);
  }

  @Test
  void anAgentWhoseNodeIsGoneDoesNotBecomeExternal() {
    var roster = Roster.next(List.of(member("d", ALIVE)), two(failed("d")), AGENTS, NOON);

    assertThat(roster.members().getFirst().external()).isNull();
  }

  @Test
  void theLeaderIsTheAliveMemberThatJoinedFirst() {
    var members = List.of(joined("a", FAILED, 0), joined("b", ALIVE, 20), joined("c", ALIVE, 10));

    assertThat(new Roster(members, List.of()).leader()).contains("c");
  }

  @Test
  void ofMembersThatJoinedTogetherTheFirstByNameLeads() {
    var members = List.of(joined("b", ALIVE, 10), joined("a", ALIVE, 10));

    assertThat(new Roster(members, List.of()).leader()).contains("a");
  }

  @Test
  void withoutAliveMembersNobodyLeads() {
    assertThat(new Roster(List.of(joined("a", LEFT, 0)), List.of()).leader()).isEmpty();
  }

  private static Member joined(String name, MemberStatus status, int seconds) {
    return new Member(
        name, name + ":7946", status, NOON, NOON.plusSeconds(seconds), null, Map.of());
  }

  /** As one agent sees it. */
  private static Roster next(List<Member> before, Sighting... seen) {
    return Roster.next(before, View.merge(List.of(view("a", seen))), AGENTS, NOON);
  }

  /** As two agents of three see it. */
  private static View two(Sighting... seen) {
    return View.merge(List.of(view("a", seen), view("b", seen)));
  }

  private static List<String> said(Roster roster) {
    var said = new ArrayList<String>();
    roster.news().forEach(news -> said.add(news.kind().reason() + " " + news.member().name()));
    return said;
  }
}
