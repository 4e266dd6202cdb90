package io.kserf.daemon.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Command line flags with the syntax and the error texts of Go's {@code flag} package, which
 * scripts around Serf rely on: {@code -name} or {@code --name}, the value after {@code =} or as the
 * next word; booleans only alone or after {@code =}, so that {@code -b false} leaves the word
 * {@code false}; parsing ends at the first word that is no flag, or after {@code --}.
 */
public final class GoFlags {
  private static final List<String> TRUE = List.of("1", "t", "T", "true", "TRUE", "True");
  private static final List<String> FALSE = List.of("0", "f", "F", "false", "FALSE", "False");

  private final Map<String, Flag> flags = new TreeMap<>();

  /** One of them, without its dash. */
  record Flag(String name, boolean isToggle, Offer offer, Consumer<String> value) {}

  /** A word could not be understood; the message is Go's. */
  public static final class BadFlag extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadFlag(String message) {
      super(message);
    }
  }

  /**
   * A flag with a value. May be given more than once: the consumer is called each time. It refuses
   * a value with an {@link IllegalArgumentException}, whose message ends the error line.
   */
  public GoFlags value(String name, Consumer<String> value) {
    return value(name, Offer.NOTHING, value);
  }

  /** The same, with values that a shell can offer. What it takes is still the consumer's to say. */
  public GoFlags value(String name, Offer offer, Consumer<String> value) {
    flags.put(name, new Flag(name, false, offer, value));
    return this;
  }

  /** A boolean flag. */
  public GoFlags toggle(String name, Consumer<Boolean> value) {
    Consumer<String> text = word -> value.accept(booleanOf(name, word));
    flags.put(name, new Flag(name, true, Offer.words("true", "false"), text));
    return this;
  }

  /** By name. */
  List<Flag> all() {
    return List.copyOf(flags.values());
  }

  /**
   * Calls the consumers in the order of the words.
   *
   * @return the words after the flags
   * @throws BadFlag if a flag is not defined, lacks its value or has a wrong one
   */
  public List<String> parse(List<String> words) {
    int next = 0;
    while (next < words.size()) {
      String word = words.get(next);
      if (word.length() < 2 || word.charAt(0) != '-') {
        break;
      }
      next++;
      if (word.equals("--")) {
        break;
      }
      next += apply(word, next < words.size() ? words.subList(next, next + 1) : List.of());
    }
    return words.subList(next, words.size());
  }

  /** Returns how many words of {@code following} were used up: 0 or 1. */
  private int apply(String word, List<String> following) {
    String body = word.substring(word.startsWith("--") ? 2 : 1);
    if (body.isEmpty() || body.startsWith("-") || body.startsWith("=")) {
      throw new BadFlag("bad flag syntax: " + word);
    }
    int equals = body.indexOf('=');
    String name = equals < 0 ? body : body.substring(0, equals);
    Flag flag = flags.get(name);
    if (flag == null) {
      throw new BadFlag("flag provided but not defined: -" + name);
    }
    if (equals >= 0 || flag.isToggle()) {
      set(name, flag, equals < 0 ? "true" : body.substring(equals + 1));
      return 0;
    }
    if (following.isEmpty()) {
      throw new BadFlag("flag needs an argument: -" + name);
    }
    set(name, flag, following.getFirst());
    return 1;
  }

  private static void set(String name, Flag flag, String text) {
    try {
      flag.value().accept(text);
    } catch (IllegalArgumentException e) {
      throw new BadFlag(
          "invalid value \"%s\" for flag -%s: %s".formatted(text, name, e.getMessage()));
    }
  }

  private static boolean booleanOf(String name, String text) {
    if (TRUE.contains(text)) {
      return true;
    }
    if (FALSE.contains(text)) {
      return false;
    }
    throw new BadFlag("invalid boolean value \"%s\" for -%s: parse error".formatted(text, name));
  }
}
