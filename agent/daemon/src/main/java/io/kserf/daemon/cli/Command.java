package io.kserf.daemon.cli;

import java.util.List;

/** A command of {@code kserf}; an object runs once. */
interface Command {
  /** One line for the list of commands. */
  String synopsis();

  /** What {@code kserf COMMAND -h} prints. */
  String help();

  /**
   * @param words after the command's name
   * @return the process's exit code
   * @throws GoFlags.BadFlag if a word is no flag of this command
   * @throws Failure if the command failed
   */
  int run(List<String> words, Console console);
}
