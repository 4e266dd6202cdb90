package io.kserf.rpc;

import org.jspecify.annotations.Nullable;

/**
 * What waits for the messages that carry one sequence number. All methods run on the connection's
 * reader thread, {@link #fail} once and last.
 */
interface Exchange {
  /** Whether a header with this error has a body behind it. */
  boolean bodyFollows(String error);

  /**
   * @param body present if {@link #bodyFollows} said so
   * @return whether more messages will come
   */
  boolean accept(String error, @Nullable Struct body);

  /** The connection is gone. */
  void fail(RpcException cause);
}
