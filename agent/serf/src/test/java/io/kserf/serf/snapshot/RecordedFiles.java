package io.kserf.serf.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Files that HashiCorp's serf has written. */
final class RecordedFiles {
  private RecordedFiles() {}

  static String read(String name) {
    try (var in = RecordedFiles.class.getResourceAsStream("/vectors/files.json")) {
      for (JsonNode vector :
          new ObjectMapper().readTree(Objects.requireNonNull(in)).get("vectors")) {
        if (vector.get("name").asText().equals(name)) {
          return vector.get("content").asText();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalArgumentException("no file was recorded as " + name);
  }
}
