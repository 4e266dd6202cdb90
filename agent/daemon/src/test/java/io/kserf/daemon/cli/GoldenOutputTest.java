package io.kserf.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HashiCorp's command line without an agent: words it refuses, and connections that fail. */
class GoldenOutputTest {
  private static final String USAGE_FOLLOWS = "<usage text follows>";

  static Stream<Named<JsonNode>> outputs() {
    return Vectors.of("cli-output.json").stream()
        .filter(vector -> vector.has("cmd"))
        .filter(vector -> !Vectors.words(vector.get("cmd")).contains("agent"))
        .map(vector -> Named.of(vector.get("name").asText(), vector));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void sameWordsGiveTheSameOutputAndExitCode(JsonNode vector) {
    Map<String, String> environment = new HashMap<>();
    vector
        .path("env")
        .properties()
        .forEach(e -> environment.put(e.getKey(), e.getValue().asText()));
    var kserf = new CommandLine(environment);
    List<String> words = Vectors.words(vector.get("cmd"));
    assertThat(kserf.run(words)).isEqualTo(vector.get("exit").asInt());

    String expected = vector.path("stdout").asText();
    if (words.contains("keygen")) {
      assertThat(kserf.out()).hasSameSizeAs(expected).matches("[A-Za-z0-9+/]{43}=\n");
    } else if (expected.startsWith("0.8.2-dev\n")) {
      assertThat(kserf.out())
          .matches("(?s)Kserf v[^\n]+\nAgent Protocol: 5 \\(Understands back to: 2\\)\n");
    } else if (expected.endsWith(USAGE_FOLLOWS)) {
      String line = expected.substring(0, expected.length() - USAGE_FOLLOWS.length());
      assertThat(kserf.out()).startsWith(line + "Usage: kserf " + words.getFirst() + " ");
    } else {
      assertThat(kserf.out()).isEqualTo(expected);
    }
    assertErrors(vector.path("stderr").asText(), kserf);
  }

  private static void assertErrors(String expected, CommandLine kserf) {
    if (expected.startsWith("<usage")) {
      assertThat(kserf.err()).startsWith("Usage: kserf ").contains("    members         ");
      assertThat(kserf.out()).isEmpty();
    } else if (kserf.out().startsWith("Error connecting")) {
      assertThat(kserf.err()).startsWith("(is an agent running with -rpc-addr=").hasLineCount(1);
    } else {
      assertThat(kserf.err()).isEqualTo(expected);
    }
  }
}
