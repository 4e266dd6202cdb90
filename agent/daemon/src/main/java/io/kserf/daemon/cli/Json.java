package io.kserf.daemon.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Go prints it, indented by two blanks. A JSON library would take longer to load than the
 * rest of a command, and none escapes as Go does.
 */
final class Json {
  private static final String INDENT = "  ";
  private static final int FIRST_PRINTABLE = 0x20;

  private final StringBuilder out = new StringBuilder();

  private Json() {}

  /**
   * @param value a map with string keys (written in its own order), a list, a string, a number or
   *     null
   */
  static String of(@Nullable Object value) {
    var json = new Json();
    json.value(value, "\n");
    return json.out.toString();
  }

  private void value(@Nullable Object value, String lineStart) {
    switch (value) {
      case Map<?, ?> map -> map(map, lineStart);
      case List<?> list -> list(list, lineStart);
      case String text -> text(text);
      case null, default -> out.append(value);
    }
  }

  private void map(Map<?, ?> map, String lineStart) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator).append(lineStart).append(INDENT);
      text(String.valueOf(entry.getKey()));
      out.append(": ");
      value(entry.getValue(), lineStart + INDENT);
      separator = ",";
    }
    out.append(lineStart).append('}');
  }

  private void list(List<?> list, String lineStart) {
    if (list.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append('[');
    String separator = "";
    for (Object element : list) {
      out.append(separator).append(lineStart).append(INDENT);
      value(element, lineStart + INDENT);
      separator = ",";
    }
    out.append(lineStart).append(']');
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '<', '>', '&', '\u2028', '\u2029' -> escape(c);
        default -> {
          if (c < FIRST_PRINTABLE) {
            escape(c);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private void escape(char c) {
    String hex = Integer.toHexString(c);
    out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
  }
}
