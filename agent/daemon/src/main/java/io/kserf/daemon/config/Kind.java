package io.kserf.daemon.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * What values a setting takes: how it reads them from JSON and from a flag, and what comes of an
 * earlier value when a later one is given.
 *
 * @param goName the name of the type in Serf's error texts
 * @param fromJson reads a parsed JSON value; throws {@link ClassCastException} for a wrong type
 * @param fromFlag reads the text after a flag
 * @param merge the earlier value and the later one make the value that counts
 */
record Kind<T>(
    String goName,
    Function<Object, T> fromJson,
    Function<String, T> fromFlag,
    BinaryOperator<T> merge) {

  /** Replaced unless the later text is empty. */
  static final Kind<String> TEXT =
      new Kind<>("string", String.class::cast, text -> text, (a, b) -> b.isEmpty() ? a : b);

  /** Once true, stays true. */
  static final Kind<Boolean> SWITCH =
      new Kind<>("bool", Boolean.class::cast, Boolean::valueOf, Boolean::logicalOr);

  /** Replaced unless the later number is zero. */
  static final Kind<Integer> NUMBER =
      new Kind<>("int", Kind::intOf, Kind::intOf, (a, b) -> b == 0 ? a : b);

  /** A Go duration; replaced unless the later one is zero. */
  static final Kind<Duration> DURATION =
      new Kind<>(
          "string",
          json -> GoDuration.parse((String) json),
          GoDuration::parse,
          (a, b) -> b.isZero() ? a : b);

  /** Grows with each value. */
  static final Kind<List<String>> TEXTS =
      new Kind<>("slice", Kind::textsOf, List::of, Kind::joined);

  /** Replaced key by key; a flag has the form {@code key=value}. */
  static final Kind<Map<String, String>> TAGS =
      new Kind<>("map", Kind::tagsOf, Kind::tagOf, Kind::united);

  private static Integer intOf(Object json) {
    if (json instanceof Long number && number == number.intValue()) {
      return number.intValue();
    }
    throw new ClassCastException();
  }

  private static Integer intOf(String flag) {
    try {
      return Integer.valueOf(flag);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("parse error", e);
    }
  }

  private static List<String> textsOf(Object json) {
    return ((List<?>) json).stream().map(String.class::cast).toList();
  }

  private static List<String> joined(List<String> earlier, List<String> later) {
    var all = new ArrayList<>(earlier);
    all.addAll(later);
    return List.copyOf(all);
  }

  private static Map<String, String> tagsOf(Object json) {
    var tags = new LinkedHashMap<String, String>();
    ((Map<?, ?>) json).forEach((key, value) -> tags.put((String) key, (String) value));
    return tags;
  }

  private static Map<String, String> tagOf(String flag) {
    int equals = flag.indexOf('=');
    if (equals < 1) {
      throw new ConfigException("Error: Invalid tag: '" + flag + "'");
    }
    return Map.of(flag.substring(0, equals), flag.substring(equals + 1));
  }

  private static Map<String, String> united(
      Map<String, String> earlier, Map<String, String> later) {
    var all = new LinkedHashMap<>(earlier);
    all.putAll(later);
    return all;
  }
}
