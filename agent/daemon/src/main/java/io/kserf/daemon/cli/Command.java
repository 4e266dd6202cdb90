package io.kserf.daemon.cli;

import java.util.List;

/** A command of {@code kserf}; an object runs once. */
interface Command {
  /** One line for the list of commands. */
  String synopsis();

  /** What {@code kserf COMMAND -h} prints. */
  String help();

  /**
   * The flags that {@link #run} reads, which is also how shells come to know them.
   *
   * @param agent takes those that say which agent; a command that talks to none leaves it alone
   */
  GoFlags flags(AgentFlags agent);

  /** What shells can offer behind the flags. */
  default Offer arguments() {
    return Offer.NOTHING;
  }

  /**
   * @param words after the command's name
   * @return the process's exit code
   * @throws GoFlags.BadFlag if a word is no flag of this command
   * @throws Failure if the command failed
   */
  int run(List<String> words, Console console);
}
