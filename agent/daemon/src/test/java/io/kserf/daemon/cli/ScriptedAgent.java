package io.kserf.daemon.cli;

import io.kserf.rpc.RpcCall;
import io.kserf.rpc.RpcEncoder;
import io.kserf.rpc.RpcRequest;
import io.kserf.rpc.RpcRequestReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An agent on loopback for one client: shakes hands, and leaves the rest to the test. */
final class ScriptedAgent implements AutoCloseable {
  private final ServerSocket server;
  private final BlockingQueue<RpcRequest> requests = new LinkedBlockingQueue<>();

  interface Script {
    void handle(RpcCall call, OutputStream out) throws IOException;
  }

  ScriptedAgent(Script script) throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    Thread.ofVirtual().start(() -> serve(script));
  }

  Map<String, String> environment() {
    return Map.of("SERF_RPC_ADDR", "127.0.0.1:" + server.getLocalPort());
  }

  BlockingQueue<RpcRequest> requests() {
    return requests;
  }

  private void serve(Script script) {
    try (Socket client = server.accept()) {
      var reader = new RpcRequestReader(client.getInputStream());
      OutputStream out = client.getOutputStream();
      for (var call = reader.next(); call.isPresent(); call = reader.next()) {
        requests.add(call.get().request());
        if (call.get().request() instanceof RpcRequest.Handshake) {
          out.write(RpcEncoder.response(call.get().seq(), ""));
        } else {
          script.handle(call.get(), out);
        }
      }
    } catch (IOException e) {
      // The script or the command closed the connection; what that leads to is for the test to see.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
