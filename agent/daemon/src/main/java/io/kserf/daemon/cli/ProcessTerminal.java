package io.kserf.daemon.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The terminal that this process runs in. Its size is what the environment says, or {@code stty}.
 */
final class ProcessTerminal implements Terminal {
  private static final Size COMMON = new Size(24, 80);
  private static final int LONGEST_ANSWER = 32;
  private static final int MAX_DIGITS = 4;

  private final Map<String, String> environment;

  ProcessTerminal(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public boolean isThere() {
    java.io.Console console = System.console();
    return console != null && console.isTerminal();
  }

  @Override
  public Size size() {
    int lines = number(environment.getOrDefault("LINES", ""));
    int columns = number(environment.getOrDefault("COLUMNS", ""));
    return lines > 0 && columns > 0 ? new Size(lines, columns) : sizeOf(stty());
  }

  /**
   * Reads what {@code stty size} prints; anything else gives the size that terminals begin with.
   */
  static Size sizeOf(String answer) {
    List<String> words = List.of(answer.strip().split(" ", -1));
    if (words.size() != 2) {
      return COMMON;
    }
    int lines = number(words.getFirst());
    int columns = number(words.getLast());
    return lines > 0 && columns > 0 ? new Size(lines, columns) : COMMON;
  }

  // Not standard input: it need not be this terminal.
  private static String stty() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(stty.getInputStream().readNBytes(LONGEST_ANSWER), US_ASCII);
      return stty.waitFor(1, TimeUnit.SECONDS) ? answer : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Returns 0 for what is no number of lines or columns. */
  private static int number(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.parseInt(text) : 0;
  }
}
