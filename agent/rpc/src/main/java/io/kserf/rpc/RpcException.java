package io.kserf.rpc;

import org.jspecify.annotations.Nullable;

/**
 * A call to an agent failed. For a refusal by the agent the message is the agent's own text; for a
 * failed connection it says which address, why, and what to do.
 */
public final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String advice;
  private final boolean refused;

  public RpcException(String message) {
    this(message, "", false, null);
  }

  public RpcException(String message, @Nullable Throwable cause) {
    this(message, "", false, cause);
  }

  private RpcException(String reason, String advice, boolean refused, @Nullable Throwable cause) {
    super(advice.isEmpty() ? reason : "%s (%s)".formatted(reason, advice), cause);
    this.reason = reason;
    this.advice = advice;
    this.refused = refused;
  }

  /** The agent answered, and its answer is no. */
  public static RpcException refusal(String agentsText) {
    return new RpcException(agentsText, "", true, null);
  }

  /**
   * The connection failed.
   *
   * @param advice what to look at
   */
  static RpcException connection(String reason, String advice, @Nullable Throwable cause) {
    return new RpcException(reason, advice, false, cause);
  }

  /**
   * The same failure as seen by another caller: with that caller's stack, and this as the cause.
   */
  RpcException again() {
    return new RpcException(reason, advice, refused, this);
  }

  /**
   * The message without advice, in the words of {@code serf}: {@code dial tcp 127.0.0.1:7373:
   * connect: connection refused}.
   */
  public String reason() {
    return reason;
  }

  /** What to look at; empty if there is nothing to say. */
  public String advice() {
    return advice;
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
