package io.kserf.rpc;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that treats its clients as a test says. */
final class FakeAgent implements AutoCloseable {
  private final ServerSocket server;
  private final CopyOnWriteArrayList<Socket> clients = new CopyOnWriteArrayList<>();

  interface Behaviour {
    void serve(Socket client) throws IOException;
  }

  interface Handler {
    void handle(RpcCall call, OutputStream out) throws IOException;
  }

  private FakeAgent(ServerSocket server) {
    this.server = server;
  }

  static FakeAgent behaving(Behaviour behaviour) {
    try {
      var agent = new FakeAgent(new ServerSocket(0, 16, InetAddress.getByName("127.0.0.1")));
      Thread.ofVirtual().start(() -> agent.accept(behaviour));
      return agent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers the handshake, and leaves the rest to the handler. */
  static FakeAgent answering(Handler handler) {
    return behaving(
        client -> {
          var requests = new RpcRequestReader(client.getInputStream());
          OutputStream out = client.getOutputStream();
          for (var call = requests.next(); call.isPresent(); call = requests.next()) {
            if (call.get().request() instanceof RpcRequest.Handshake) {
              out.write(RpcEncoder.response(call.get().seq(), ""));
            } else {
              handler.handle(call.get(), out);
            }
          }
        });
  }

  private void accept(Behaviour behaviour) {
    try {
      while (true) {
        Socket client = server.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client, behaviour));
      }
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  private static void serve(Socket client, Behaviour behaviour) {
    try {
      behaviour.serve(client);
    } catch (IOException e) {
      // The client or the test closed it.
    }
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
