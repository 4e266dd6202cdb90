package io.kserf.daemon.cli;

import java.util.function.Supplier;

/** {@code -format}: text for people, or JSON. */
final class OutputFormat {
  private static final String TEXT = "text";
  private static final String JSON = "json";

  private OutputFormat() {}

  static final String DEFAULT = TEXT;
  static final Offer OFFER = Offer.words(TEXT, JSON);

  static boolean isKnown(String format) {
    return OFFER.words().contains(format);
  }

  static boolean isJson(String format) {
    return format.equals(JSON);
  }

  /** Without blanks around, and one line end behind. */
  static void print(String format, Console console, Supplier<String> text, Supplier<Object> json) {
    if (!isKnown(format)) {
      throw new Failure("Encoding error: Invalid output format \"" + format + "\"");
    }
    console.out().println((isJson(format) ? Json.of(json.get()) : text.get()).strip());
  }
}
