package io.kserf.swim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** Vectors recorded from, or computed by, HashiCorp's libraries. */
final class Vectors {
  private Vectors() {}

  static JsonNode file(String name) {
    try (var in = Vectors.class.getResourceAsStream("/vectors/" + name + ".json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> list(String file, String field) {
    List<JsonNode> list =
        StreamSupport.stream(file(file).path(field).spliterator(), false).toList();
    if (list.isEmpty()) {
      throw new IllegalStateException("there are no vectors " + field + " in " + file);
    }
    return list;
  }
}
