package io.kserf.rpc;

/**
 * Messages to bytes, for clients and servers. Each call gives one whole message (header and body),
 * to be written in one piece: records of streams run between the answers of other requests, never
 * within them.
 */
public final class RpcEncoder {
  private RpcEncoder() {}

  public static byte[] request(RpcCall call) {
    var out = new StructWriter();
    out.struct(2).field("Command", call.request().command()).unsigned("Seq", call.seq());
    RequestBodyWriter.write(out, call.request());
    return out.bytes();
  }

  /**
   * A response without a body: to commands that have none, and to every request that is refused
   * before it is carried out.
   *
   * @param error empty for success
   */
  public static byte[] response(long seq, String error) {
    return header(seq, error).bytes();
  }

  /**
   * A response with its body, or a record of the stream, monitor or query that started with {@code
   * seq}. Join and key commands have their body beside an error too.
   */
  public static byte[] response(long seq, String error, RpcResponse body) {
    var out = header(seq, error);
    ResponseBodies.write(out, body);
    return out.bytes();
  }

  private static StructWriter header(long seq, String error) {
    return new StructWriter().struct(2).field("Error", error).unsigned("Seq", seq);
  }
}
