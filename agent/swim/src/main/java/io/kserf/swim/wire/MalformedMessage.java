package io.kserf.swim.wire;

import io.kserf.swim.SwimException;

/**
 * Bytes from the network that are not what they claim to be. The message says where they break the
 * format. It carries no stack trace: anybody may send such bytes, as fast as the network allows.
 */
public final class MalformedMessage extends SwimException {
  private static final long serialVersionUID = 1L;

  private final boolean answered;

  public MalformedMessage(String message) {
    this(message, false);
  }

  private MalformedMessage(String message, boolean answered) {
    super(message);
    this.answered = answered;
  }

  /** What breaks before a stream's message itself begins: the peer is told, in these words. */
  static MalformedMessage answered(String message) {
    return new MalformedMessage(message, true);
  }

  /** The same, for a peer that is told. */
  MalformedMessage asAnswered() {
    return answered(String.valueOf(getMessage()));
  }

  /**
   * Whether Serf answers these bytes, on an accepted stream, with an error message of this text; it
   * closes the stream without a word otherwise.
   */
  public boolean isAnswered() {
    return answered;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
