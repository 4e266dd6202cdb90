package io.kserf.serf;

import java.util.Base64;

/** Keys as people type them: standard base64 with padding. */
public final class KeyText {
  private KeyText() {}

  /**
   * @throws SerfException with the text that Serf has for it, which counts from the first byte that
   *     is wrong
   */
  public static byte[] decode(String text) {
    int wrong = firstWrong(text);
    if (wrong >= 0) {
      throw new SerfException("illegal base64 data at input byte " + wrong);
    }
    return Base64.getMimeDecoder().decode(text);
  }

  /** Where the text stops being base64, or -1. Line breaks are allowed anywhere. */
  private static int firstWrong(String text) {
    int digits = 0;
    int groupStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n') {
        continue;
      }
      if (c == '=') {
        return firstWrongOfPadding(text, i, digits % 4);
      }
      if (!isDigit(c)) {
        return i;
      }
      if (digits++ % 4 == 0) {
        groupStart = i;
      }
    }
    return digits % 4 == 0 ? -1 : groupStart;
  }

  private static int firstWrongOfPadding(String text, int first, int digitsBefore) {
    if (digitsBefore < 2) {
      return first;
    }
    int missing = 3 - digitsBefore;
    for (int i = first + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n') {
        continue;
      }
      if (missing == 0) {
        return i;
      }
      if (c != '=') {
        return i - 1;
      }
      missing--;
    }
    return missing == 0 ? -1 : text.length();
  }

  private static boolean isDigit(char c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || c == '+'
        || c == '/';
  }
}
