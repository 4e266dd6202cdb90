package io.kserf.rpc;

/**
 * Bytes that are not Serf's RPC, or that exceed its limits. Where one value ends and the next
 * begins is lost with it, so the connection has to be closed.
 */
public final class MalformedRpc extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedRpc(String message) {
    super(message);
  }
}
