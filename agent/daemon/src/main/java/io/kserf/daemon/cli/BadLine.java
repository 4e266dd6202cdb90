package io.kserf.daemon.cli;

/** A line of input that is of no use; the message says why, and what to try. */
final class BadLine extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadLine(String message) {
    super(message);
  }
}
