package io.kserf.simulation.scenario;

import io.kserf.swim.SwimConfig.Profile;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;

/** The flags that change a scenario's defaults. */
final class CommandLine {
  private CommandLine() {}

  /**
   * @throws IllegalArgumentException if a flag or its value is none, with a message for the user
   */
  static Options parse(List<String> words, Options defaults) {
    Queue<String> rest = new ArrayDeque<>(words);
    Options options = defaults;
    while (!rest.isEmpty()) {
      options = apply(rest.remove(), rest, options);
    }
    return options;
  }

  private static Options apply(String flag, Queue<String> rest, Options o) {
    return switch (flag) {
      case "--nodes" -> o.withNodes(number(flag, rest));
      case "--seed" -> o.withSeed(number(flag, rest));
      case "--runs" -> o.withRuns(number(flag, rest));
      case "--duration" -> o.withDuration(duration(flag, rest));
      case "--profile" -> o.withProfile(profile(flag, rest));
      case "--serf-pacing" -> o.withSerfPacing(true);
      default -> throw new IllegalArgumentException("unknown flag " + flag);
    };
  }

  private static String value(String flag, Queue<String> rest) {
    String value = rest.poll();
    if (value == null) {
      throw new IllegalArgumentException(flag + " needs a value");
    }
    return value;
  }

  private static int number(String flag, Queue<String> rest) {
    String value = value(flag, rest);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(flag + " " + value + " is no whole number", e);
    }
  }

  /** {@code 90s}, {@code 10m}, {@code 2h}. */
  private static Duration duration(String flag, Queue<String> rest) {
    String value = value(flag, rest);
    try {
      return Duration.parse("PT" + value);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          flag + " " + value + " is no duration such as 90s, 10m or 2h", e);
    }
  }

  private static Profile profile(String flag, Queue<String> rest) {
    String value = value(flag, rest);
    return Arrays.stream(Profile.values())
        .filter(profile -> profile.name().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s %s is none of %s"
                        .formatted(
                            flag,
                            value,
                            Arrays.toString(Profile.values()).toLowerCase(Locale.ROOT))));
  }
}
