package io.kserf.rpc;

import org.jspecify.annotations.Nullable;

/**
 * A call to an agent failed. For a refusal by the agent the message is the agent's own text; for a
 * failed connection it says which address, why, and what to do.
 */
public final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RpcException(String message) {
    super(message);
  }

  public RpcException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
