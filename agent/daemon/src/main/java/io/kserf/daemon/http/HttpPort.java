package io.kserf.daemon.http;

import io.kserf.daemon.agent.Agent;
import io.kserf.daemon.agent.AgentException;
import io.kserf.daemon.config.Endpoint;
import io.kserf.daemon.config.Setting;
import io.kserf.daemon.rpc.RpcServer;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * {@code /q/health} and {@code /q/metrics} on a port of their own. Quarkus starts in the
 * background, beside the agent, so that the agent gossips no later for it.
 */
public final class HttpPort {
  private final Endpoint endpoint;
  private final FutureTask<Void> start;

  private HttpPort(Endpoint endpoint, FutureTask<Void> start) {
    this.endpoint = endpoint;
    this.start = start;
  }

  /** Begins to open the port. */
  public static HttpPort open(Endpoint endpoint) {
    System.setProperty(
        "quarkus.http.host", endpoint.host().isEmpty() ? "0.0.0.0" : endpoint.host());
    System.setProperty("quarkus.http.port", String.valueOf(endpoint.port()));
    Callable<Void> quarkus =
        () -> {
          Quarkus.manualInitialize();
          Quarkus.manualStart();
          return null;
        };
    var start = new FutureTask<>(quarkus);
    Thread.ofPlatform().name("kserf-http-start").start(start);
    return new HttpPort(endpoint, start);
  }

  /**
   * Waits until the port is open, and lets it show the agent.
   *
   * @throws AgentException if the port cannot be opened
   */
  public void show(Agent agent, RpcServer rpc) throws InterruptedException {
    try {
      start.get();
    } catch (ExecutionException e) {
      Throwable root = rootOf(e);
      throw AgentException.listener(
          "HTTP",
          Setting.HTTP_ADDR,
          endpoint,
          root instanceof IOException io ? io : new IOException(root));
    }
    Arc.container().instance(Shown.class).get().set(agent, rpc);
  }

  private static Throwable rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
