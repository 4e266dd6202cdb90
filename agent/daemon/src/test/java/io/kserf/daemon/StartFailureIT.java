package io.kserf.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agents that cannot start say why in Serf's words, and return 1. */
class StartFailureIT {
  /** Kserf adds what to do about it. */
  private static final String WITH_ADVICE = "agent-badjoin";

  private static final String NOBODY = Loopback.address(77);
  private static final String FIRST = Loopback.address(42);
  private static final String SECOND = Loopback.address(43);

  @TempDir Path directory;

  @BeforeEach
  void writeTheFilesThatAreNamed() throws IOException {
    Files.writeString(directory.resolve("bad1.json"), "{\"nope_key\": 1}");
    Files.writeString(directory.resolve("bad2.json"), "{\"reconnect_interval\": \"abc\"}");
    Files.writeString(directory.resolve("bad3.json"), "{\"node_name\": ");
    Files.writeString(directory.resolve("tg.json"), "{}");
    Files.writeString(directory.resolve("kr0.json"), "[]");
  }

  static Stream<JsonNode> vectors() throws IOException {
    try (var in = StartFailureIT.class.getResourceAsStream("/vectors/cli-output.json")) {
      JsonNode vectors = new ObjectMapper().readTree(in).get("vectors");
      return StreamSupport.stream(vectors.spliterator(), false)
          .filter(vector -> vector.get("name").asText().startsWith("agent-"))
          .filter(vector -> vector.has("cmd"));
    }
  }

  /** The recorded addresses belong to whoever recorded them. */
  private static String here(String text) {
    return text.replace("127.0.51.1", Loopback.address(41)).replace("127.0.51.77", NOBODY);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theOutputAndTheExitCodeAreThoseOfHashiCorpsAgent(JsonNode vector)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    vector.get("cmd").forEach(word -> words.add(here(word.asText())));
    String expected = here(vector.get("stdout").asText()).stripTrailing();
    try (var agent = AgentProcess.kserf(directory, words.subList(1, words.size()))) {
      assertThat(agent.exit()).isEqualTo(vector.get("exit").asInt());
      String said = agent.text().stripTrailing();
      if (vector.get("name").asText().equals(WITH_ADVICE)) {
        assertThat(said)
            .startsWith(expected.lines().limit(11).reduce((a, b) -> a + "\n" + b).orElseThrow());
        assertThat(said).contains("dial tcp " + NOBODY + ":7946: connect: connection refused");
      } else {
        assertThat(said).isEqualTo(expected);
      }
      assertThat(agent.errors()).isEmpty();
    }
  }

  @Test
  void aFlagThatDoesNotExistIsToldOnStandardErrorWithTheHelpOnStandardOutput()
      throws IOException, InterruptedException {
    try (var agent = AgentProcess.kserf(directory, "agent", "-nope")) {
      assertThat(agent.exit()).isEqualTo(1);
      assertThat(agent.errors()).isEqualTo("flag provided but not defined: -nope");
      assertThat(agent.text()).startsWith("Usage: kserf agent");
    }
  }

  @Test
  void portsInUseAreToldWithTheAddressAndWhatToDo() throws IOException, InterruptedException {
    try (var first =
        AgentProcess.agent(directory, "first", FIRST, "-http-addr=" + FIRST + ":9746")) {
      first.awaitRunning();
      assertLastLine(
          ("==> Failed to start the Serf agent: Error creating Serf: Failed to create memberlist: "
                  + "Could not set up network transport: failed to obtain an address: "
                  + "Failed to start TCP listener on \"%1$s\" port 7946: "
                  + "listen tcp %1$s:7946: bind: address already in use")
              .formatted(FIRST),
          "-bind=" + FIRST,
          "-rpc-addr=" + SECOND + ":7373");
      assertLastLine(
          "==> Error starting RPC listener: listen tcp %s:7373: bind: address already in use (another process has it: stop that one, or give -rpc-addr another port)"
              .formatted(FIRST),
          "-bind=" + SECOND,
          "-rpc-addr=" + FIRST + ":7373");
      assertLastLine(
          "==> Error starting HTTP listener: listen tcp %s:9746: bind: address already in use (another process has it: stop that one, or give -http-addr another port)"
              .formatted(FIRST),
          "-bind=" + SECOND,
          "-rpc-addr=" + SECOND + ":7373",
          "-http-addr=" + FIRST + ":9746");
    }
  }

  private void assertLastLine(String start, String... words)
      throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("agent", "-node=second"));
    all.addAll(List.of(words));
    try (var second = AgentProcess.kserf(directory, all)) {
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.lines().getLast()).startsWith(start);
      assertThat(second.text()).doesNotContain("Exception");
    }
  }

  @Test
  void anotherKeyIsNamedAsTheReasonWhyAJoinFails() throws IOException, InterruptedException {
    String seed = Loopback.address(44);
    try (var first =
            AgentProcess.agent(directory, "first", seed, "-encrypt=AAAAAAAAAAAAAAAAAAAAAA==");
        var second =
            AgentProcess.agent(
                directory,
                "second",
                Loopback.address(45),
                "-encrypt=BBBBBBBBBBBBBBBBBBBBBA==",
                "-retry-join=" + seed,
                "-retry-max=1",
                "-retry-interval=1s")) {
      first.awaitRunning();
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.text())
          .contains("the encryption keys differ")
          .contains("[ERR] agent: maximum retry join attempts made, exiting")
          .doesNotContain("AAAAAAAA");
    }
  }
}
