package io.kserf.daemon.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The small JSON files that an agent keeps, in the form in which Serf writes them. */
final class JsonFile {
  private JsonFile() {}

  /** A list of strings. */
  static List<String> readList(Path file) throws IOException {
    try (JsonParser json = open(file, JsonToken.START_ARRAY, "a list of strings")) {
      var items = new ArrayList<String>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        items.add(text(json, "a list of strings"));
      }
      return items;
    }
  }

  /** An object whose values are strings. */
  static Map<String, String> readMap(Path file) throws IOException {
    try (JsonParser json = open(file, JsonToken.START_OBJECT, "an object of strings")) {
      var members = new LinkedHashMap<String, String>();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String key = json.currentName();
        json.nextToken();
        members.put(key, text(json, "an object of strings"));
      }
      return members;
    }
  }

  private static JsonParser open(Path file, JsonToken wanted, String what) throws IOException {
    JsonParser json = new JsonFactory().createParser(Files.readAllBytes(file));
    if (json.nextToken() != wanted) {
      throw new JsonProblem("expected " + what);
    }
    return json;
  }

  private static String text(JsonParser json, String what) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new JsonProblem("expected " + what);
    }
    return json.getText();
  }

  /** Why a file could not be read or decoded, on one line. */
  static String explain(Path file, IOException e) {
    return switch (e) {
      case JsonProblem problem -> problem.getMessage() + " in " + file;
      case JsonProcessingException json ->
          "%s in %s, line %d"
              .formatted(
                  json.getOriginalMessage().lines().findFirst().orElse("malformed JSON"),
                  file,
                  json.getLocation().getLineNr());
      case java.nio.file.NoSuchFileException _ -> "stat " + file + ": no such file or directory";
      case java.nio.file.AccessDeniedException _ -> "open " + file + ": permission denied";
      default -> file + ": " + e.getMessage();
    };
  }

  /** What stands in the file is not what belongs there. */
  private static final class JsonProblem extends IOException {
    private static final long serialVersionUID = 1L;

    JsonProblem(String message) {
      super(message);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /**
   * Replaces the file in one step, readable by its owner only: an agent that is killed meanwhile
   * leaves the old one or the new one, never half of one.
   */
  static void write(Path file, SortedMap<String, String> members) throws IOException {
    // Through a symbolic link, which stays one.
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path fresh =
        Files.createTempFile(
            target.getParent(),
            "." + target.getFileName(),
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(fresh, format(members));
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Indented by two blanks, without a newline at the end. */
  static String format(SortedMap<String, String> members) {
    if (members.isEmpty()) {
      return "{}";
    }
    return members.entrySet().stream()
        .map(member -> "  " + quote(member.getKey()) + ": " + quote(member.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}"));
  }

  /** As Go's encoder: what could end a script element in a web page is escaped as well. */
  private static String quote(String text) {
    String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(text));
    return '"'
        + escaped.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        + '"';
  }
}
