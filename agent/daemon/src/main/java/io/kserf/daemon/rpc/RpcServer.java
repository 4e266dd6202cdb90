package io.kserf.daemon.rpc;

import io.kserf.daemon.agent.Agent;
import io.kserf.daemon.config.Endpoint;
import io.kserf.daemon.log.LogWriter;
import io.kserf.swim.Log.Level;
import io.kserf.swim.Telemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Listens for RPC clients. A client that hangs costs little and not for long: until it has shown
 * that it may come in it has ten seconds, and strangers push out only each other; one that does not
 * read is sent away after a minute.
 */
public final class RpcServer implements AutoCloseable {
  static final int MAX_CONNECTIONS = 512;
  static final int MAX_STRANGERS = 64;

  private static final int BACKLOG = 128;

  private static final int SEND_BUFFER_BYTES = 64 << 10;

  private final ServerSocket listener;
  private final Agent agent;
  private final String token;
  private final LogWriter log;
  private final Telemetry telemetry;
  private final Runnable left;
  private final RpcPatience patience;
  private final Set<RpcConnection> connections = ConcurrentHashMap.newKeySet();

  private RpcServer(
      ServerSocket listener,
      Agent agent,
      String token,
      LogWriter log,
      Telemetry telemetry,
      Runnable left,
      RpcPatience patience) {
    this.listener = listener;
    this.agent = agent;
    this.token = token;
    this.log = log;
    this.telemetry = telemetry;
    this.left = left;
    this.patience = patience;
  }

  /**
   * Binds and begins to serve.
   *
   * @param token what clients have to show; empty for nothing
   * @param left called after a client made the agent leave and was answered
   * @throws IOException if the address cannot be bound
   */
  public static RpcServer listen(
      Endpoint endpoint,
      Agent agent,
      String token,
      LogWriter log,
      Telemetry telemetry,
      Runnable left)
      throws IOException {
    return listen(endpoint, agent, token, log, telemetry, left, RpcPatience.DEFAULT);
  }

  static RpcServer listen(
      Endpoint endpoint,
      Agent agent,
      String token,
      LogWriter log,
      Telemetry telemetry,
      Runnable left,
      RpcPatience patience)
      throws IOException {
    var listener = new ServerSocket();
    try {
      listener.bind(endpoint.resolve(), BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    var server = new RpcServer(listener, agent, token, log, telemetry, left, patience);
    Thread.ofVirtual().name("kserf-rpc-accept").start(server::accept);
    Thread.ofVirtual().name("kserf-rpc-rounds").start(server::makeRounds);
    return server;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  public boolean isListening() {
    return !listener.isClosed();
  }

  private void accept() {
    while (isListening()) {
      Socket socket;
      try {
        socket = listener.accept();
      } catch (IOException e) {
        if (isListening()) {
          log.log(Level.ERR, () -> "agent.ipc: Failed to accept client: " + e.getMessage());
          pause();
        }
        continue;
      }
      try {
        admit(socket);
      } catch (IOException e) {
        close(socket); // The client left at once.
      }
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed for us in any case.
    }
  }

  /** Out of file descriptors, most likely: trying on at once would only fill the log. */
  private void pause() {
    try {
      Thread.sleep(patience.round());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void admit(Socket socket) throws IOException {
    telemetry.count("agent.ipc.accept", 1);
    makeRoom();
    if (connections.size() >= MAX_CONNECTIONS) {
      log.log(
          Level.WARN,
          () -> "agent.ipc: Refused a client: %d are connected".formatted(MAX_CONNECTIONS));
      socket.close();
      return;
    }
    socket.setTcpNoDelay(true);
    // What waits for a client waits in its outbox, where it is counted, and not in the kernel.
    socket.setSendBufferSize(SEND_BUFFER_BYTES);
    socket.setKeepAlive(true);
    var remote = (InetSocketAddress) socket.getRemoteSocketAddress();
    String client = remote.getAddress().getHostAddress() + ":" + remote.getPort();
    log.log(Level.INFO, () -> "agent.ipc: Accepted client: " + client);
    var gatekeeper = new Gatekeeper(token);
    var outbox = new Outbox();
    var session = new RpcSession(agent, log, gatekeeper, outbox, client, left);
    var connection = new RpcConnection(socket, gatekeeper, session, outbox, log, telemetry);
    connections.add(connection);
    Thread.ofVirtual().name("kserf-rpc-" + client).start(() -> serve(connection));
  }

  private void serve(RpcConnection connection) {
    try {
      connection.serve();
    } finally {
      connections.remove(connection);
    }
  }

  /** Strangers must not keep others out: the one that waited longest goes. */
  private void makeRoom() {
    long strangers = connections.stream().filter(c -> !c.isAdmitted()).count();
    if (strangers >= MAX_STRANGERS || connections.size() >= MAX_CONNECTIONS) {
      Optional<RpcConnection> oldest =
          connections.stream()
              .filter(c -> !c.isAdmitted())
              .max(Comparator.comparing(RpcConnection::age));
      oldest.ifPresent(this::dismiss);
    }
  }

  private void dismiss(RpcConnection connection) {
    connections.remove(connection);
    connection.close();
  }

  private void makeRounds() {
    while (isListening()) {
      for (RpcConnection connection : connections) {
        if (!connection.isAdmitted() && connection.age().compareTo(patience.toEnter()) > 0) {
          dismiss(connection);
        } else if (connection.isStuckFor(patience.toRead())) {
          log.log(Level.WARN, () -> "agent.ipc: Closed %s: it does not read".formatted(connection));
          dismiss(connection);
        }
      }
      pause();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // Nobody is accepted any more in any case.
    }
    connections.forEach(RpcConnection::close);
  }
}
