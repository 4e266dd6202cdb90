package io.kserf.daemon.config;

/** The form of an encryption key; whether it has a key's length is for the library to say. */
final class EncryptKey {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int QUANTUM = 4;

  private EncryptKey() {}

  /**
   * @throws ConfigException with the text of Go's decoder, which names the byte at fault, if {@code
   *     text} is not base64; the empty text is fine
   */
  static void check(String text) {
    int fault = faultIn(text);
    if (fault >= 0) {
      throw new ConfigException(
          "Invalid encryption key: illegal base64 data at input byte " + fault);
    }
  }

  /** Index of the first byte that is wrong, the start of a quantum that is cut off, or -1. */
  private static int faultIn(String text) {
    int padding = text.indexOf('=');
    int end = padding < 0 ? text.length() : padding;
    for (int i = 0; i < end; i++) {
      if (ALPHABET.indexOf(text.charAt(i)) < 0) {
        return i;
      }
    }
    int cut = end % QUANTUM;
    int wanted = cut == 0 ? 0 : QUANTUM - cut;
    if (padding < 0) {
      return cut == 0 ? -1 : end - cut;
    }
    if (cut < 2) {
      return padding;
    }
    for (int i = padding; i < text.length(); i++) {
      if (i - padding >= wanted || text.charAt(i) != '=') {
        return i;
      }
    }
    return text.length() - padding < wanted ? text.length() : -1;
  }
}
