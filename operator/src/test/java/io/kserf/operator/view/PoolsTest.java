package io.kserf.operator.view;

import static io.kserf.operator.view.Views.alive;
import static io.kserf.operator.view.Views.failed;
import static io.kserf.operator.view.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoolsTest {
  @Test
  void agentsThatHoldEachOtherAliveAreOnePool() {
    assertThat(pools("a b", view("a", alive("a"), alive("b")), view("b", alive("a"), alive("b"))))
        .containsExactly(Set.of("a", "b"));
  }

  @Test
  void agentsThatHaveJoinedNobodyAreAPoolEach() {
    assertThat(pools("a b", view("a", alive("a")), view("b", alive("b"))))
        .containsExactly(Set.of("a"), Set.of("b"));
  }

  @Test
  void theLargestPoolComesFirst() {
    assertThat(
            pools(
                "a b c",
                view("a", alive("a"), failed("b"), failed("c")),
                view("b", alive("b"), alive("c"), failed("a")),
                view("c", alive("b"), alive("c"), failed("a"))))
        .containsExactly(Set.of("b", "c"), Set.of("a"));
  }

  @Test
  void oneThatHoldsAnotherAliveIsEnough() {
    assertThat(pools("a b", view("a", alive("a"), alive("b")), view("b", alive("b"), failed("a"))))
        .containsExactly(Set.of("a", "b"));
  }

  @Test
  void anAgentThatWasNotAskedCountsByWhatOthersSay() {
    assertThat(pools("a b c", view("a", alive("a"), alive("b"))))
        .containsExactly(Set.of("a", "b"), Set.of("c"));
  }

  @Test
  void poolsThatShareAMemberAreOne() {
    assertThat(pools("a b c", view("a", alive("a"), alive("c")), view("b", alive("b"), alive("c"))))
        .containsExactly(Set.of("a", "b", "c"));
  }

  private static List<Set<String>> pools(String agents, AgentView... views) {
    return Pools.of(Arrays.asList(agents.split(" ")), Arrays.asList(views)).stream()
        .<Set<String>>map(pool -> pool)
        .toList();
  }
}
