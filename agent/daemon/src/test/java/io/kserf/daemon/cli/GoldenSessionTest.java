package io.kserf.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every recorded run of HashiCorp's command line against an agent: the same words, answered with
 * the same bytes, must send the same requests, print the same and end with the same code.
 */
class GoldenSessionTest {
  static Stream<Named<JsonNode>> sessions() {
    return Stream.of("rpc.json", "rpc-v2.json")
        .flatMap(
            file ->
                Vectors.of(file).stream()
                    .filter(vector -> vector.has("cli"))
                    // Ends with an interrupt, and its recording is abridged: see MonitorTest.
                    .filter(vector -> !vector.get("name").asText().equals("monitor"))
                    .map(vector -> Named.of(file + " " + vector.get("name").asText(), vector)));
  }

  @ParameterizedTest
  @MethodSource("sessions")
  @Timeout(20)
  void sameWordsAndAnswersGiveTheSameRequestsOutputAndExitCode(JsonNode vector) throws Exception {
    String expectedRequests;
    String requests;
    CommandLine kserf;
    int exit;
    try (var agent = new ReplayingAgent(vector.get("sessions"))) {
      kserf = new CommandLine(Map.of("SERF_RPC_ADDR", agent.address()));
      exit = kserf.run(Vectors.words(vector.get("cli")));
      agent.close();
      requests = agent.received();
      expectedRequests = agent.expected();
    }
    assertThat(comparable(kserf.out())).isEqualTo(comparable(vector.get("stdout").asText()));
    assertThat(exit).isEqualTo(vector.get("exit").asInt());
    if (!vector.get("sessions").isEmpty()) {
      assertThat(requests).isEqualTo(sameSpelling(expectedRequests));
    }
  }

  /** Keys come in random order, and times are never the same. */
  private static String comparable(String output) {
    if (output.startsWith("==> Asking all")) {
      String[] lines = output.split("\n");
      Arrays.sort(lines);
      return String.join("\n", lines);
    }
    return output.replaceAll(
        "Query time: \\d+\\.\\d\\d sec, time to last response: \\d+\\.\\d\\d sec", "Query time");
  }

  /**
   * Two things are spelled differently and mean the same: no tag filter is an empty map and not
   * nil, and a positive signed integer has an unsigned type byte, as in Serf before 0.10.2.
   */
  private static String sameSpelling(String hex) {
    String filterTags = "aa46696c74657254616773";
    return hex.replace(filterTags + "c0", filterTags + "80").replace("d23b9aca00", "ce3b9aca00");
  }
}
