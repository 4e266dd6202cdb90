package io.kserf.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example in the library's guide runs, and is this one. */
class LibraryGuideTest {
  private static final Path ROOT = Path.of(System.getProperty("kserf.root"));

  @Test
  void theGuidesExampleSendsAnEventToItsPool() {
    var heard = new CopyOnWriteArrayList<SerfEvent>();
    var other = new CopyOnWriteArrayList<SerfEvent>();
    try (Serf web2 = Serf.create(SerfConfig.lan().name("web2").bind("127.0.80.2:7946"))) {
      web2.events().subscribe(event -> other.add(event));
      // The guide's text, from here:
      try (Serf serf =
          Serf.create(SerfConfig.lan().name("web1").bind("127.0.80.1:7946").tag("role", "web"))) {
        serf.events().subscribe(event -> heard.add(event));
        serf.join(List.of("127.0.80.2:7946"));
        List<String> webServers =
            serf.members().stream()
                .filter(member -> member.isAlive() && member.tag("role").equals("web"))
                .map(SerfMember::name)
                .toList();
        serf.userEvent("deploy", "v42".getBytes(UTF_8), true);
        serf.leave();
        // To here.
        assertThat(webServers).containsExactly("web1");
      }
      await()
          .until(
              () ->
                  other.stream()
                      .anyMatch(
                          event ->
                              event instanceof SerfEvent.User user
                                  && user.name().equals("deploy")));
      assertThat(heard).anyMatch(event -> event instanceof SerfEvent.Members);
    }
  }

  @Test
  void theGuideShowsTheExampleThatRuns() throws IOException {
    String guide = Files.readString(ROOT.resolve("docs/library.md"));
    String example = guide.substring(guide.indexOf("```java") + 7);
    String body = example.substring(0, example.lastIndexOf('}', example.indexOf("```")));
    String test =
        Files.readString(
            ROOT.resolve("agent/node/src/test/java/io/kserf/node/LibraryGuideTest.java"));

    assertThat(withoutSpace(test)).contains(withoutSpace(body));
  }

  private static String withoutSpace(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining()).replaceAll("\\s+", "");
  }
}
