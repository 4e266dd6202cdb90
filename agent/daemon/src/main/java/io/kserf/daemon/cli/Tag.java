package io.kserf.daemon.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code key=value} on the command line; the value may hold further {@code =}. */
final class Tag {
  private Tag() {}

  static Map<String, String> map(List<String> words) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals <= 0) {
        throw new Failure("Error: Invalid tag: '" + word + "'");
      }
      tags.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return tags;
  }
}
