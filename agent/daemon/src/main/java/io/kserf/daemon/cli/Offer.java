package io.kserf.daemon.cli;

import java.util.List;

/**
 * What a shell can offer where a command takes a word: the value of a flag, or an argument.
 *
 * @param words for {@link Kind#WORDS}: of letters, digits and dashes, so that no shell reads more
 *     into them
 */
public record Offer(Kind kind, List<String> words) {
  /** Where the words come from. */
  public enum Kind {
    /** Anything may stand there. */
    NOTHING,
    WORDS,
    MEMBERS,
    FILES,
    FOLDERS
  }

  public static final Offer NOTHING = new Offer(Kind.NOTHING, List.of());
  public static final Offer FILES = new Offer(Kind.FILES, List.of());
  public static final Offer FOLDERS = new Offer(Kind.FOLDERS, List.of());

  /** The levels of Serf's log. */
  public static final Offer LOG_LEVELS = words("TRACE", "DEBUG", "INFO", "WARN", "ERR");

  /** Names of members, as the agent lists them. */
  static final Offer MEMBERS = new Offer(Kind.MEMBERS, List.of());

  public static Offer words(String... words) {
    return new Offer(Kind.WORDS, List.of(words));
  }
}
