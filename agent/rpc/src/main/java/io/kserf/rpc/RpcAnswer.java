package io.kserf.rpc;

/** A record of a running query, as it reaches the agent that asked. */
public sealed interface RpcAnswer extends RpcResponse {
  /** A node has received the query. */
  record Ack(String from) implements RpcAnswer {}

  record Response(String from, byte[] payload) implements RpcAnswer {}

  /** The query's deadline has passed; nothing follows. */
  record Done() implements RpcAnswer {}
}
