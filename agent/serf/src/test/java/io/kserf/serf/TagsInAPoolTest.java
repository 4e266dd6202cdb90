package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.kserf.serf.TestPool.Node;
import io.kserf.serf.wire.Tags;
import io.kserf.swim.wire.GoString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What members tell of themselves. */
class TagsInAPoolTest {
  private final TestPool pool = new TestPool();

  @Test
  void changedTagsReachEverybody() {
    List<Node> nodes = pool.startJoined("a", "b");
    var outcome = new Outcome<Void>();

    nodes.getFirst().serf.setTags(Map.of("version", "2"), outcome);
    pool.advance(Duration.ofSeconds(5));

    assertThat(outcome.heard()).containsExactly("done");
    assertThat(nodes.getLast().member("a").tags()).containsExactly(entry("version", "2"));
    assertThat(nodes.getLast().seen.memberEvents()).endsWith("member-update a");
    assertThat(nodes.getFirst().serf.localMember().tag("version")).isEqualTo("2");
  }

  @Test
  void tagsThatAreTooLargeAreRefusedAndTheOldOnesStay() {
    Node a = pool.start("a", settings -> settings.tags(Map.of("role", "web")));
    var outcome = new Outcome<Void>();

    a.serf.setTags(Map.of("role", "x".repeat(512)), outcome);

    assertThat(outcome.heard())
        .containsExactly("failed: Encoded length of tags exceeds limit of 512 bytes");
    assertThat(a.serf.localMember().tag("role")).isEqualTo("web");
  }

  @Test
  void tagsOfExactlyTheLimitAreTaken() {
    Node a = pool.start("a");
    // A marker, a map, a key of 2 bytes, and a value with a header of 3.
    a.serf.setTags(Map.of("r", "x".repeat(512 - 1 - 1 - 2 - 3)), new Outcome<>());
    pool.advance(Duration.ofSeconds(1));

    assertThat(a.serf.localMember().tag("r")).hasSize(505);
  }

  @Test
  void aTagThatIsNoTextKeepsItsBytes() {
    byte[] bytes = {'x', (byte) 0xff, (byte) 0xc3, 'y'};
    String text = GoString.decode(bytes, 0, bytes.length);
    List<Node> nodes = pool.startJoined(s -> s.tags(Map.of("k" + text, text)), "a", "b");

    SerfMember seen = nodes.getLast().member("a");

    assertThat(seen.tags()).containsExactly(entry("k" + text, text));
    assertThat(GoString.encode(seen.tag("k" + text))).isEqualTo(bytes);
    assertThat(Tags.decode(Tags.encode(seen.tags()), UnaryOperator.identity()))
        .isEqualTo(seen.tags());
  }

  @Test
  void aRoleThatIsNoTextKeepsItsBytes() {
    byte[] bytes = {'x', (byte) 0xff, (byte) 0xc3, 'y'};

    assertThat(Tags.encodeRole(Tags.decode(bytes, UnaryOperator.identity()))).isEqualTo(bytes);
  }

  @Test
  void aMemberOfProtocolTwoTellsItsRoleOnly() {
    Node a = pool.start("a", s -> s.protocol(2).tags(Map.of("role", "web", "zone", "b")));
    Node b = pool.start("b", s -> s.protocol(3).tags(Map.of("role", "web", "zone", "b")));

    assertThat(a.serf.localMember().tags()).containsExactly(entry("role", "web"));
    assertThat(b.serf.localMember().tags()).hasSize(2);
  }

  @Test
  void aMemberCannotStartWithTagsThatAreTooLarge() {
    assertThatThrownBy(() -> pool.start("a", s -> s.tags(Map.of("role", "x".repeat(512)))))
        .isInstanceOf(SerfException.class)
        .hasMessage("Encoded length of tags exceeds limit of 512 bytes");
  }
}
