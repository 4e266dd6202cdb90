package io.kserf.daemon.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagsFileTest {
  @TempDir Path directory;
  private TagsFile file;

  @BeforeEach
  void nameTheFile() {
    file = new TagsFile(directory.resolve("tags.json"));
  }

  @Test
  void theFileIsWrittenAsSerfWritesIt() throws IOException {
    file.write(Map.of("role", "web"));
    assertThat(Files.readString(file.path())).isEqualTo(recorded("tags-file"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    file.write(Map.of());
    assertThat(Files.readString(file.path())).isEqualTo("{}");
  }

  private static String recorded(String name) throws IOException {
    try (var in = TagsFileTest.class.getResourceAsStream("/vectors/files.json")) {
      for (JsonNode vector : new ObjectMapper().readTree(in).get("vectors")) {
        if (vector.get("name").asText().equals(name)) {
          return vector.get("content").asText();
        }
      }
    }
    throw new IllegalArgumentException(name);
  }

  @Test
  void whatIsWrittenIsReadBackInOrderOfKeysAndNothingElseIsLeftBehind() throws IOException {
    var tags = Map.of("b", "<&>\"\\\n\u00e9", "a", "", "c", "x=y");
    file.write(tags);
    assertThat(file.read()).contains(tags);
    assertThat(Files.readString(file.path()))
        .isEqualTo(
            "{\n  \"a\": \"\",\n  \"b\": \"\\u003c\\u0026\\u003e\\\"\\\\\\n\u00e9\",\n  \"c\": \"x=y\"\n}");
    assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file.path()));
  }

  @Test
  void aFileThatIsNotThereGivesNoTags() {
    assertThat(file.read()).isEmpty();
  }

  @Test
  void aFileThatIsNoObjectOfStringsIsRefusedByName() throws IOException {
    for (String json : new String[] {"[]", "{\"a\": 1}", "{\"a\": \"b\"", "", "nonsense"}) {
      Files.writeString(file.path(), json);
      assertThatThrownBy(file::read)
          .as(json)
          .isInstanceOf(AgentException.class)
          .hasMessageStartingWith("Failed to setup the Serf agent: Failed to read tags file: ")
          .hasMessageContaining(file.path().toString())
          .hasMessageNotContaining("\n");
    }
  }
}
