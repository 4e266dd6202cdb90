package io.kserf.rpc;

/**
 * A request as it stands on the wire.
 *
 * @param seq chosen by the client; every message that answers this request carries it. Unsigned.
 */
public record RpcCall(long seq, RpcRequest request) {}
