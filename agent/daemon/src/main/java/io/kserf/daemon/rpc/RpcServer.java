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
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Listens for RPC clients. A client that hangs costs little and not for long: until it has shown
 * that it may come in it has {@link #TIME_TO_ENTER}, and strangers push out only each other; one
 * that does not read is sent away after {@link #TIME_TO_READ}.
 */
public final class RpcServer implements AutoCloseable {
  static final int MAX_CONNECTIONS = 512;
  static final int MAX_STRANGERS = 64;
  static final Duration TIME_TO_ENTER = Duration.ofSeconds(10);
  static final Duration TIME_TO_READ = Duration.ofSeconds(60);

  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final int BACKLOG = 128;

  private final ServerSocket listener;
  private final Agent agent;
  private final String token;
  private final LogWriter log;
  private final Telemetry telemetry;
  private final Runnable left;
  private final Set<RpcConnection> connections = ConcurrentHashMap.newKeySet();

  private RpcServer(
      ServerSocket listener,
      Agent agent,
      String token,
      LogWriter log,
      Telemetry telemetry,
      Runnable left) {
    this.listener = listener;
    this.agent = agent;
    this.token = token;
    this.log = log;
    this.telemetry = telemetry;
    this.left = left;
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
    var listener = new ServerSocket();
    try {
      listener.bind(endpoint.resolve(), BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    var server = new RpcServer(listener, agent, token, log, telemetry, left);
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
      try {
        admit(listener.accept());
      } catch (IOException e) {
        if (isListening()) {
          log.log(Level.ERR, () -> "agent.ipc: Failed to accept client: " + e.getMessage());
          pause();
        }
      }
    }
  }

  /** Out of file descriptors, most likely: trying on at once would only fill the log. */
  private static void pause() {
    try {
      Thread.sleep(ROUND);
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
        if (!connection.isAdmitted() && connection.age().compareTo(TIME_TO_ENTER) > 0) {
          dismiss(connection);
        } else if (connection.isStuckFor(TIME_TO_READ)) {
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
