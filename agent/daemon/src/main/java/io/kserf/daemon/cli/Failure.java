package io.kserf.daemon.cli;

import io.kserf.rpc.RpcException;

/** A command failed: one line on standard output, and exit code 1. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String advice;
  private final boolean misused;

  private Failure(String message, String advice, boolean misused) {
    super(message);
    this.advice = advice;
    this.misused = misused;
  }

  Failure(String message) {
    this(message, "", false);
  }

  /** The words do not make a command: its help follows the line. */
  static Failure misuse(String message) {
    return new Failure(message, "", true);
  }

  /** Help only. */
  static Failure nothingToDo() {
    return misuse("");
  }

  /** The connection ended while a command was to show what comes. */
  static Failure agentGone() {
    return new Failure(
        """

        The agent closed the connection: it has stopped or is restarting.
        Run this command again when it is back.""");
  }

  /**
   * @param what such as {@code Error leaving}
   */
  static Failure of(String what, RpcException e) {
    return new Failure(what + ": " + e.reason(), e.advice(), false);
  }

  /** For standard error, which Serf leaves empty. May be empty. */
  String advice() {
    return advice;
  }

  boolean misused() {
    return misused;
  }
}
