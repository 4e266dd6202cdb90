package io.kserf.swim.wire;

import io.kserf.swim.SwimException;

/**
 * Bytes from the network that are not what they claim to be. The message says where they break the
 * format. It carries no stack trace: anybody may send such bytes, as fast as the network allows.
 */
public final class MalformedMessage extends SwimException {
  private static final long serialVersionUID = 1L;

  public MalformedMessage(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
