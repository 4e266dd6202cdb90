package io.kserf.daemon.cli;

import java.util.List;
import java.util.Map;

/** Values as Go writes them in its source, which is how {@code serf monitor} shows events. */
final class GoSyntax {
  /** Up to here an integer comes as msgpack's signed single byte, and Go prints it as decimal. */
  private static final long SINGLE_BYTE = 127;

  private GoSyntax() {}

  static String text(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> quoted.append(escaped(c)));
    return quoted.append('"').toString();
  }

  static String number(long unsigned) {
    return unsigned >= 0 && unsigned <= SINGLE_BYTE
        ? Long.toString(unsigned)
        : "0x" + Long.toHexString(unsigned);
  }

  /** A field of its own. */
  static String payload(byte[] bytes) {
    return bytes.length == 0 ? "<nil>" : "[]byte" + elements(bytes);
  }

  /** An element of something else. */
  static String bytes(byte[] bytes) {
    return "[]uint8" + elements(bytes);
  }

  static String list(List<String> elements) {
    return "[]interface {}{" + String.join(", ", elements) + "}";
  }

  /**
   * @param entries whose values are in Go's syntax already, in ascending order of their keys
   */
  static String map(Map<String, String> entries) {
    List<String> pairs =
        entries.entrySet().stream().map(e -> text(e.getKey()) + ":" + e.getValue()).toList();
    return "map[interface {}]interface {}{" + String.join(", ", pairs) + "}";
  }

  private static String elements(byte[] bytes) {
    var elements = new StringBuilder("{");
    for (byte b : bytes) {
      elements
          .append(elements.length() == 1 ? "" : ", ")
          .append("0x")
          .append(Integer.toHexString(b & 0xff));
    }
    return elements.append('}').toString();
  }

  private static String escaped(int c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case 0x07 -> "\\a";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case 0x0b -> "\\v";
      default -> Character.isISOControl(c) ? control(c) : Character.toString(c);
    };
  }

  private static String control(int c) {
    return c < 0x80 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c);
  }
}
