package io.kserf.daemon.agent;

import io.kserf.serf.SerfException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The file in which an agent keeps its tags, so that changes survive a restart. */
record TagsFile(Path path) {

  /**
   * The tags of the last run; empty if there was none.
   *
   * @throws AgentException if the file cannot be used
   */
  Optional<Map<String, String>> read() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonFile.readMap(path));
    } catch (IOException e) {
      throw AgentException.setup("Failed to read tags file: " + JsonFile.explain(path, e));
    }
  }

  /**
   * @throws SerfException if the file cannot be written
   */
  void write(Map<String, String> tags) {
    try {
      JsonFile.write(path, new TreeMap<>(tags));
    } catch (IOException e) {
      throw new SerfException("Failed to write tags file: " + JsonFile.explain(path, e), e);
    }
  }
}
