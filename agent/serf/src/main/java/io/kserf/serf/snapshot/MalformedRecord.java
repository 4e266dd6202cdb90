package io.kserf.serf.snapshot;

/** A line of a snapshot that is no record. The message says which, and why not. */
final class MalformedRecord extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedRecord(String message) {
    super(message);
  }
}
