package io.kserf.examples;

import static io.kserf.examples.Pool.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.node.Serf;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DrainingServerTest {
  private static final Duration GRACE = Duration.ofSeconds(20);

  @RegisterExtension final Pool pool = new Pool("127.83.6");
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  /** Serves a request that lasts for as long as the test wants. */
  private DrainingServer start() throws IOException {
    DrainingServer server =
        DrainingServer.start(
            pool.config("web"),
            new InetSocketAddress("127.83.6.100", 0),
            request -> {
              begun.countDown();
              await(mayEnd);
              request.sendResponseHeaders(204, -1);
            },
            GRACE);
    pool.join(server.serf());
    return server;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thePoolKnowsBeforeTheServerStopsAndNoRequestIsLost() throws Exception {
    Serf balancer = pool.start("balancer");
    var discovery = new ServiceDiscovery(balancer);
    try (DrainingServer server = start();
        var client = HttpClient.newHttpClient()) {
      soon(() -> assertThat(discovery.find("web")).hasSize(1));
      int port = discovery.find("web").getFirst().port();
      var request =
          HttpRequest.newBuilder(URI.create("http://127.83.6.100:%d/".formatted(port))).build();
      var answer = client.sendAsync(request, BodyHandlers.discarding());
      await(begun);

      var closing = CompletableFuture.runAsync(server::close);

      soon(() -> assertThat(discovery.find("web")).isEmpty());
      // The pool knows, and the request that has begun is still served.
      assertThat(closing).isNotDone();
      mayEnd.countDown();
      assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
      closing.get(20, TimeUnit.SECONDS);
      assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
          .isInstanceOf(ConnectException.class);
      assertThat(server.serf().stopped()).isCompletedWithValue("");
    }
  }
}
