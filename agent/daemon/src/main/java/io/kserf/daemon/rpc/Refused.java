package io.kserf.daemon.rpc;

/** A request after which the connection is closed. The message is for the log. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }
}
