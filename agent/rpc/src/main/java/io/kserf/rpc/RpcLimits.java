package io.kserf.rpc;

/**
 * What a reader accepts, so that no peer can make it allocate more than it has sent, or recurse.
 *
 * @param messageBytes of one header or body
 * @param stringBytes of one string or byte array in it
 * @param elements values in it, counted through all levels
 * @param depth levels of lists and maps
 */
record RpcLimits(int messageBytes, int stringBytes, int elements, int depth) {
  /** For servers: far beyond what an agent would gossip, so that its own limits give the answer. */
  static final RpcLimits REQUEST = new RpcLimits(1 << 20, 1 << 20, 1 << 16, 8);

  /** For clients: room for the members of the largest pool. */
  static final RpcLimits RESPONSE = new RpcLimits(64 << 20, 1 << 20, 1 << 22, 8);
}
