package io.kserf.rpc;

import org.jspecify.annotations.Nullable;

/**
 * A call to an agent failed. For a refusal by the agent the message is the agent's own text; for a
 * failed connection it says which address, why, and what to do.
 */
public final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean refused;

  public RpcException(String message) {
    super(message);
    this.refused = false;
  }

  public RpcException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.refused = false;
  }

  private RpcException(String agentsText, boolean refused) {
    super(agentsText);
    this.refused = refused;
  }

  /** The agent answered, and its answer is no. */
  public static RpcException refusal(String agentsText) {
    return new RpcException(agentsText, true);
  }

  /**
   * Whether the agent itself refused: asking it again gives the same answer, and nothing was done.
   * Otherwise the connection failed or the answer did not come in time, and the agent may have done
   * what it was asked.
   */
  public boolean refused() {
    return refused;
  }
}
