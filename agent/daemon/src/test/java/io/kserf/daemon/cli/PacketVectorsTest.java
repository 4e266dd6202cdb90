package io.kserf.daemon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kserf packet decode} with all gossip that was captured from HashiCorp's serf. */
class PacketVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A packet, or one direction of a stream; the flags name whatever it takes to read it. */
  private record Capture(String name, List<String> flags, String hex, JsonNode decoded) {
    String decode(String... more) {
      var words = new ArrayList<>(List.of("packet", "decode"));
      words.addAll(flags);
      words.addAll(List.of(more));
      var kserf = new CommandLine(Map.of());
      assertThat(kserf.run(words, hex + "\n")).as(kserf::err).isZero();
      assertThat(kserf.err()).isEmpty();
      return kserf.out();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Capture> captures() {
    var packets =
        Stream.of(
                "udp-plain",
                "udp-compressed",
                "udp-encrypted-aes128",
                "udp-encrypted-aes256",
                "udp-labels-and-v0",
                "udp-msgpack-v2")
            .flatMap(PacketVectorsTest::packets);
    return Stream.concat(packets, streams());
  }

  private static Stream<Capture> packets(String file) {
    JsonNode root = read(file);
    return root.path("vectors")
        .valueStream()
        .map(
            vector -> {
              JsonNode decoded = vector.path("decoded");
              return new Capture(
                  file + ": " + vector.path("name").asText(),
                  keys(decoded, root.path("keys_b64")),
                  vector.path("hex").asText(),
                  decoded);
            });
  }

  private static Stream<Capture> streams() {
    JsonNode root = read("tcp-gossip");
    return root.path("vectors")
        .valueStream()
        .flatMap(vector -> Stream.of(stream(root, vector, true), stream(root, vector, false)))
        .filter(capture -> !capture.hex.isEmpty());
  }

  private static Capture stream(JsonNode root, JsonNode vector, boolean dialler) {
    JsonNode stream = vector.path(dialler ? "client_to_server" : "server_to_client");
    var flags = new ArrayList<>(keys(stream.path("decoded"), root.path("keys_b64")));
    flags.add("-stream");
    String label = vector.at("/client_to_server/decoded/label").asText("");
    if (!dialler && !label.isEmpty()) {
      flags.add("-label=" + label);
    }
    return new Capture(
        vector.path("name").asText() + (dialler ? " >" : " <"),
        flags,
        stream.path("hex").asText(""),
        stream.path("decoded"));
  }

  /** Every key there is, if it takes one. */
  private static List<String> keys(JsonNode decoded, JsonNode keys) {
    if (decoded.path("encryption").isMissingNode()) {
      return List.of();
    }
    return Stream.concat(keys.valueStream(), keys.valueStream().flatMap(JsonNode::valueStream))
        .filter(JsonNode::isTextual)
        .map(key -> "-key=" + key.asText())
        .toList();
  }

  private static JsonNode read(String file) {
    try (var in = PacketVectorsTest.class.getResourceAsStream("/vectors/" + file + ".json")) {
      return JSON.readTree(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void aCaptureIsShownAsItsDescriptionSaysFieldByFieldAndInOrder(Capture capture)
      throws IOException {
    String line = capture.decode();

    assertThat(line).hasLineCount(1);
    assertThat(JSON.readTree(line).toPrettyString()).isEqualTo(capture.decoded.toPrettyString());
  }

  @ParameterizedTest
  @MethodSource("captures")
  void aCaptureIsWrittenAnewAsTheSameBytes(Capture capture) {
    assertThat(capture.decode("-reencode")).isEqualTo(capture.hex + "\n");
  }

  @ParameterizedTest
  @MethodSource("captures")
  void aCaptureWithAChangedByteIsShownAsJsonOrRefusedInALine(Capture capture) throws IOException {
    var random = new SplittableRandom(capture.hex.hashCode());
    for (int i = 0; i < 50; i++) {
      var changed = new StringBuilder(capture.hex);
      int digit = random.nextInt(changed.length());
      changed.setCharAt(digit, Character.forDigit(random.nextInt(16), 16));
      var words = new ArrayList<>(List.of("packet", "decode"));
      words.addAll(capture.flags);

      var kserf = new CommandLine(Map.of());
      int exit = kserf.run(words, changed.toString());

      if (exit == 0) {
        assertThat(kserf.out()).hasLineCount(1);
        assertThat(JSON.readTree(kserf.out()).isObject()).isTrue();
      } else {
        assertThat(kserf.out()).isEmpty();
        assertThat(kserf.err()).hasLineCount(1).startsWith("line 1: ");
      }
    }
  }
}
