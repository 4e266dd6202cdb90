package io.kserf.daemon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What HashiCorp's command line was recorded to do. */
final class Vectors {
  private Vectors() {}

  static List<JsonNode> of(String file) {
    List<JsonNode> vectors = new ArrayList<>();
    try (var in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
      new ObjectMapper().readTree(in).get("vectors").forEach(vectors::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return vectors;
  }

  /** The words behind {@code serf}. */
  static List<String> words(JsonNode command) {
    List<String> words = new ArrayList<>();
    command.forEach(word -> words.add(word.asText()));
    return words.subList(1, words.size());
  }
}
