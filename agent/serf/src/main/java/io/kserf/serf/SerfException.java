package io.kserf.serf;

import org.jspecify.annotations.Nullable;

/**
 * A request to Serf failed. Where HashiCorp's Serf has a text for the case, the message is that
 * text.
 */
public final class SerfException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SerfException(String message) {
    super(message);
  }

  public SerfException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
