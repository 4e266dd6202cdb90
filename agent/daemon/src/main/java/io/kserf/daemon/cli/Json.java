package io.kserf.daemon.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Go prints it, indented by two blanks or on one line. A JSON library would take longer to
 * load than the rest of a command, and none escapes as Go does.
 */
final class Json {
  private static final String INDENT = "  ";
  private static final int DRAIN_CHARS = 8_192;
  private static final int FIRST_PRINTABLE = 0x20;

  private final StringBuilder out = new StringBuilder();
  private final boolean indented;
  private final Consumer<StringBuilder> drain;

  private Json(boolean indented, Consumer<StringBuilder> drain) {
    this.indented = indented;
    this.drain = drain;
  }

  /**
   * @param value a map with string keys (written in its own order), a list, a string, a number or
   *     null
   */
  static String of(@Nullable Object value) {
    var json = new Json(true, text -> {});
    json.value(value, "\n");
    return json.out.toString();
  }

  /** Prints such a value on one line, in pieces as it may be long. */
  static void printLine(PrintStream to, @Nullable Object value) {
    var json =
        new Json(
            false,
            text -> {
              to.append(text);
              text.setLength(0);
            });
    json.value(value, "");
    to.append(json.out).println();
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
      out.append(separator).append(lineStart).append(indent());
      text(String.valueOf(entry.getKey()));
      out.append(": ");
      value(entry.getValue(), lineStart + indent());
      separator = separator();
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
      out.append(separator).append(lineStart).append(indent());
      value(element, lineStart + indent());
      separator = separator();
    }
    out.append(lineStart).append(']');
  }

  private String indent() {
    return indented ? INDENT : "";
  }

  private String separator() {
    return indented ? "," : ", ";
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      if (out.length() >= DRAIN_CHARS) {
        drain.accept(out);
      }
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '<', '>', '&', '\u2028', '\u2029' -> escape(c);
        default -> {
          if (c < FIRST_PRINTABLE || !indented && isUnprintable(text, i)) {
            escape(c);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /**
   * A control character of terminals, or half of a pair, which stands for a byte that is not UTF-8.
   */
  private static boolean isUnprintable(String text, int i) {
    char c = text.charAt(i);
    return Character.isISOControl(c)
        || Character.isHighSurrogate(c)
            && (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1)))
        || Character.isLowSurrogate(c)
            && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private void escape(char c) {
    String hex = Integer.toHexString(c);
    out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
  }
}
