package io.kserf.swim;

import org.jspecify.annotations.Nullable;

/**
 * An operation failed; the message says what, where and what to do, and is fit to be shown to a
 * user as it is.
 */
public class SwimException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SwimException(String message) {
    super(message);
  }

  public SwimException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
