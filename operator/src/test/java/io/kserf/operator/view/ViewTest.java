package io.kserf.operator.view;

import static io.kserf.operator.view.Views.alive;
import static io.kserf.operator.view.Views.failed;
import static io.kserf.operator.view.Views.seen;
import static io.kserf.operator.view.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.api.v1alpha1.MemberStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ViewTest {
  @Test
  void agentsThatAgreeGiveWhatEachOfThemSees() {
    var view =
        View.merge(List.of(view("a", alive("a"), failed("b")), view("c", alive("a"), failed("b"))));

    assertThat(view.members().keySet()).containsExactly("a", "b");
    assertThat(view.holdsAlive("a")).isTrue();
    assertThat(view.holdsAlive("b")).isFalse();
    assertThat(view.disputed()).isEmpty();
    assertThat(view.voters()).containsExactly("a", "c");
  }

  @Test
  void aMemberOfWhichTheySayDifferentThingsIsDisputed() {
    var view =
        View.merge(List.of(view("a", alive("a"), alive("b")), view("b", failed("a"), alive("b"))));

    assertThat(view.disputed()).containsExactly("a");
    assertThat(view.holdsAlive("a")).isTrue();
  }

  @Test
  void aFreshAgentThatKnowsOnlyItselfDoesNotHideTheOthers() {
    var view =
        View.merge(
            List.of(
                view("a", alive("a"), alive("b")),
                view("b", alive("a"), alive("b")),
                view("c", alive("c"))));

    assertThat(view.members().keySet()).containsExactly("a", "b");
    assertThat(view.disputed()).containsExactly("a", "b", "c");
  }

  @Test
  void withoutAnAnswerNothingIsKnown() {
    assertThat(View.merge(List.of()).isUnknown()).isTrue();
    assertThat(View.merge(List.of(view("a"))).isUnknown()).isFalse();
  }

  @Property
  void mergingInAnyOrderGivesTheSameView(
      @ForAll("views") List<AgentView> views, @ForAll Random random) {
    var shuffled = new ArrayList<>(views);
    Collections.shuffle(shuffled, random);

    assertThat(View.merge(shuffled)).isEqualTo(View.merge(views));
  }

  @Provide
  Arbitrary<List<AgentView>> views() {
    var member =
        Combinators.combine(Arbitraries.of("a", "b", "c", "d"), Arbitraries.of(MemberStatus.class))
            .as((name, status) -> seen(name, status));
    return member
        .list()
        .ofMaxSize(6)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(
            lists ->
                IntStream.range(0, lists.size())
                    .mapToObj(i -> AgentView.of("agent-" + i, lists.get(i)))
                    .toList());
  }
}
