package io.kserf.daemon.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.serf.SerfEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFilterTest {
  private static final SerfEvent JOIN =
      new SerfEvent.Members(SerfEvent.Members.Kind.JOIN, List.of());
  private static final SerfEvent DEPLOY = new SerfEvent.User(1, "deploy", new byte[0], true);
  private static final SerfEvent LOAD =
      new SerfEvent.Query(1, "load", new byte[0], 0, payload -> {});

  private static boolean matches(String filter, SerfEvent event) {
    return EventFilter.parseList(filter).stream().anyMatch(f -> f.matches(event));
  }

  @Test
  void anEmptyFilterAndAStarMatchEverything() {
    for (SerfEvent event : List.of(JOIN, DEPLOY, LOAD)) {
      assertThat(matches("", event)).isTrue();
      assertThat(matches("*", event)).isTrue();
    }
  }

  @Test
  void aMemberEventMatchesItsOwnKindOnly() {
    assertThat(matches("member-join", JOIN)).isTrue();
    assertThat(matches("member-leave,member-join", JOIN)).isTrue();
    assertThat(matches("member-leave", JOIN)).isFalse();
    assertThat(matches("member-join", DEPLOY)).isFalse();
  }

  @Test
  void userEventsAndQueriesMatchByNameOrWithoutOneAll() {
    assertThat(matches("user", DEPLOY)).isTrue();
    assertThat(matches("user:deploy", DEPLOY)).isTrue();
    assertThat(matches("user:other", DEPLOY)).isFalse();
    assertThat(matches("user:load", LOAD)).isFalse();
    assertThat(matches("query", LOAD)).isTrue();
    assertThat(matches("query:load", LOAD)).isTrue();
    assertThat(matches("query", DEPLOY)).isFalse();
  }

  @Test
  void onlyEventsThatExistAreValidAndBlanksCount() {
    assertThat(EventFilter.parseList("member-reap,user:a b,query:x,*"))
        .allMatch(EventFilter::isValid);
    assertThat(EventFilter.parseList("member-join, user")).anyMatch(filter -> !filter.isValid());
    assertThat(EventFilter.parseList("users").getFirst().isValid()).isFalse();
    assertThat(EventFilter.parseList("user,").getLast().isValid()).isFalse();
  }

  @Test
  void aScriptIsSplitAtTheFirstEqualsSignAndMadeForEachElement() {
    assertThat(EventScript.parse("member-join,user:x=run a=b"))
        .containsExactly(
            new EventScript(new EventFilter("member-join", ""), "run a=b"),
            new EventScript(new EventFilter("user", "x"), "run a=b"));
    assertThat(EventScript.parse("run"))
        .containsExactly(new EventScript(new EventFilter("*", ""), "run"));
  }

  @Test
  void aScriptForNoEventIsRefusedInSerfsWords() {
    assertThatThrownBy(() -> EventScript.parse("A=1 run"))
        .hasMessage("Invalid event script: Event 'A' invoking '1 run'");
  }
}
