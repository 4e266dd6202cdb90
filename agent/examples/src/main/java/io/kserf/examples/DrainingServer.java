package io.kserf.examples;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.kserf.node.Serf;
import io.kserf.node.SerfConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A web server that can be stopped without a lost request. It enters the pool when it can serve,
 * and leaves it before it stops to: first the pool is told, then it still serves until everybody
 * had the time to hear of it and the last requests are done, and only then it stops.
 */
public final class DrainingServer implements AutoCloseable {
  private final HttpServer http;
  private final Serf serf;
  private final Duration grace;
  private final AtomicBoolean closed = new AtomicBoolean();

  private DrainingServer(HttpServer http, Serf serf, Duration grace) {
    this.http = http;
    this.serf = serf;
    this.grace = grace;
  }

  /**
   * Serves, and then makes itself known as an instance of {@code web}, see {@link
   * ServiceDiscovery}.
   *
   * @param grace how long requests may take that have begun when the server leaves
   */
  public static DrainingServer start(
      SerfConfig config, InetSocketAddress address, HttpHandler handler, Duration grace)
      throws IOException {
    HttpServer http = HttpServer.create(address, 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", handler);
    http.start();
    try {
      int port = http.getAddress().getPort();
      return new DrainingServer(
          http, Serf.create(ServiceDiscovery.offer(config, "web", port)), grace);
    } catch (RuntimeException e) {
      http.stop(0);
      throw e;
    }
  }

  public Serf serf() {
    return serf;
  }

  /** Drains: blocks until the pool knows and the last request is done, or the grace is over. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    // Leave blocks until the news has spread. Closing without it would look like a crash: requests
    // would come for as long as the pool takes to detect one.
    try {
      serf.leave();
    } finally {
      http.stop((int) grace.toSeconds());
      serf.close();
    }
  }

  /** {@code NAME BIND SEED}: serves on a free port of the same address until it is told to stop. */
  public static void main(String[] args) throws IOException {
    SerfConfig config = SerfConfig.lan().name(args[0]).bind(args[1]);
    var address = new InetSocketAddress(args[1].substring(0, args[1].lastIndexOf(':')), 0);
    try (var server =
        start(
            config,
            address,
            request -> request.sendResponseHeaders(204, -1),
            Duration.ofSeconds(30))) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "drain"));
      server.serf().join(List.of(args[2]));
      server.serf().awaitStop();
    }
  }
}
