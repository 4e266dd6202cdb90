package io.kserf.daemon.rpc;

import io.kserf.rpc.MalformedRpc;
import io.kserf.rpc.RpcCall;
import io.kserf.rpc.RpcRequestReader;
import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import io.kserf.swim.Telemetry;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** One client: reads its requests in one virtual thread and writes to it in another. */
final class RpcConnection {
  /** What was answered before the connection is closed should still arrive. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Socket socket;
  private final Gatekeeper gatekeeper;
  private final RpcSession session;
  private final Outbox outbox;
  private final Log log;
  private final Telemetry telemetry;
  private final long startedNanos = System.nanoTime();

  RpcConnection(
      Socket socket,
      Gatekeeper gatekeeper,
      RpcSession session,
      Outbox outbox,
      Log log,
      Telemetry telemetry) {
    this.socket = socket;
    this.gatekeeper = gatekeeper;
    this.session = session;
    this.outbox = outbox;
    this.log = log;
    this.telemetry = telemetry;
  }

  /** Serves the client until it leaves or has to. */
  void serve() {
    Thread.ofVirtual().name("kserf-rpc-writer").start(this::write);
    try (socket;
        session) {
      answerRequests();
      outbox.flush(LAST_WORDS);
    } catch (IOException e) {
      // The client is gone, or was sent away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      outbox.close();
    }
  }

  private void answerRequests() throws IOException, InterruptedException {
    try {
      var requests = new RpcRequestReader(socket.getInputStream());
      for (Optional<RpcCall> call = requests.next(); call.isPresent(); call = requests.next()) {
        telemetry.count("agent.ipc.command", 1);
        session.handle(call.get());
      }
    } catch (Refused e) {
      log.log(Level.ERR, () -> "agent.ipc: Failed to evaluate request: " + e.getMessage());
    } catch (MalformedRpc e) {
      log.log(
          Level.ERR,
          () -> "agent.ipc: Failed to decode request of %s: %s".formatted(this, e.getMessage()));
    } catch (RuntimeException e) {
      log.log(
          Level.ERR,
          () ->
              "agent.ipc: internal error, closed %s: %s at %s (please report it)"
                  .formatted(this, e, e.getStackTrace()[0]));
    }
  }

  private void write() {
    try {
      outbox.writeTo(socket.getOutputStream());
    } catch (IOException e) {
      close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isAdmitted() {
    return gatekeeper.isAdmitted();
  }

  /** How long ago it was accepted. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /** Whether the client has stopped reading that long ago. */
  boolean isStuckFor(Duration limit) {
    return outbox.isStuckFor(limit);
  }

  /** Ends it from outside; {@link #serve()} returns soon. */
  void close() {
    outbox.close();
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed for us in any case.
    }
  }

  @Override
  public String toString() {
    return String.valueOf(socket.getRemoteSocketAddress());
  }
}
