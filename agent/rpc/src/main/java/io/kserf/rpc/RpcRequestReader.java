package io.kserf.rpc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A server's side of a connection: one request at a time, header and body. Reads ahead, so it must
 * be the stream's only reader. Not thread-safe.
 *
 * <pre>{@code
 * var requests = new RpcRequestReader(socket.getInputStream());
 * for (var call = requests.next(); call.isPresent(); call = requests.next()) {
 *   switch (call.get().request()) {
 *     case RpcRequest.Join join -> ...
 *         out.write(RpcEncoder.response(call.get().seq(), "", new RpcResponse.Joined(contacted)));
 * }
 * }</pre>
 *
 * The body of a request is read before anything is known about its sender, so a server that refuses
 * it (no handshake, no authentication) need not care. HashiCorp's agent leaves such a body unread
 * and then takes it for a header, which gives a second error.
 */
public final class RpcRequestReader {
  private static final List<String> HEADER = List.of("Command", "Seq");

  private final ValueReader in;
  // A header without a field means the previous request's value: clients may rely on it.
  private String command = "";
  private long seq;

  public RpcRequestReader(InputStream in) {
    this.in = new ValueReader(in, RpcLimits.REQUEST);
  }

  /**
   * Waits for the next request. Empty when the client closed the connection between two requests.
   *
   * @throws EOFException if it ended within one
   * @throws MalformedRpc if what came is no request: the connection has to be closed
   */
  public Optional<RpcCall> next() throws IOException {
    if (!in.hasNext()) {
      return Optional.empty();
    }
    Struct header = Struct.of(in.next(), "header", HEADER);
    if (header.has("Command")) {
      command = header.string("Command");
    }
    if (header.has("Seq")) {
      seq = header.u64("Seq");
    }
    return Optional.of(new RpcCall(seq, RequestBodyReader.read(command, in)));
  }
}
