package io.kserf.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.QueryParams;
import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in the library's guide run, and are these ones. */
class LibraryGuideTest {
  private static final Path ROOT = Path.of(System.getProperty("kserf.root"));

  @RegisterExtension final Members members = new Members("127.71.10");
  private final List<String> seen = new CopyOnWriteArrayList<>();

  private void show(List<String> names) {
    seen.add(String.join(" ", names));
  }

  private void deploy(String version) {
    seen.add("deploy " + version);
  }

  @Test
  void theFirstExampleIsAMemberOfItsPool() {
    String seed = Members.addressOf(members.start("seed"));
    // The guide's text, from here:
    try (Serf serf =
        Serf.create(SerfConfig.lan().name("web1").bind("127.0.0.1:0").tag("role", "web"))) {
      serf.join(List.of(seed));
      for (SerfMember member : serf.members()) {
        System.out.println(member.name() + " " + member.address() + " " + member.status().text());
      }
      serf.leave();
    }
    // To here.
    assertThat(members.heard(members.all().getFirst())).contains("member-join web1");
  }

  @Test
  void theExamplesOfWhatAMemberHearsAndSaysDoWhatTheySay() {
    Serf serf = members.start("web1", config -> config.tag("role", "web"));
    // The guide's text, from here:
    serf.watchMembers()
        .subscribe(pool -> show(pool.alive().stream().map(SerfMember::name).toList()));
    // To here.
    await().untilAsserted(() -> assertThat(seen).containsExactly("web1"));
    // And from here:
    serf.events()
        .subscribe(
            event -> {
              switch (event) {
                case SerfEvent.User user when user.name().equals("deploy") ->
                    deploy(new String(user.payload(), UTF_8));
                case SerfEvent.Query query when query.name().equals("load") ->
                    query.respond("0.42".getBytes(UTF_8));
                case SerfEvent.Members(var kind, var changed) ->
                    System.out.println(kind.text() + " " + changed.getFirst().name());
                case SerfEvent.User _, SerfEvent.Query _ -> {}
              }
            });
    serf.userEvent("deploy", "v42".getBytes(UTF_8), true);
    // To here.
    await().untilAsserted(() -> assertThat(seen).contains("deploy v42"));
    // And from here:
    QueryParams toWebServers =
        QueryParams.DEFAULT.tag("role", "^web$").timeout(Duration.ofSeconds(2));
    Map<String, String> loads = serf.query("load", new byte[0], toWebServers).await().texts();
    // To here.
    assertThat(loads).isEqualTo(Map.of("web1", "0.42"));
  }

  static Stream<String> examples() throws IOException {
    return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(ROOT.resolve("docs/library.md")))
        .results()
        .map(block -> block.group(1));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theGuideShowsExamplesThatRun(String example) throws IOException {
    String test =
        Files.readString(
            ROOT.resolve("agent/node/src/test/java/io/kserf/node/LibraryGuideTest.java"));

    assertThat(withoutSpace(test)).contains(withoutSpace(example));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }
}
