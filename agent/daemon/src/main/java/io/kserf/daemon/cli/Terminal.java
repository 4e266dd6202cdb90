package io.kserf.daemon.cli;

/** The terminal that output goes to. */
interface Terminal {
  /** Lines and columns, 1 or more each. */
  record Size(int lines, int columns) {}

  /** Whether there is one; otherwise the output goes into a file or a pipe. */
  boolean isThere();

  /** As it is now. */
  Size size();
}
