package io.kserf.examples;

import static io.kserf.examples.Pool.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.node.Serf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LoadBalancerPoolTest {
  @RegisterExtension final Pool pool = new Pool("127.83.5");
  private final AtomicInteger reloads = new AtomicInteger();
  @TempDir Path directory;

  private Serf web(String name) {
    return pool.start(name, config -> ServiceDiscovery.offer(config, "web", 80));
  }

  private static String upstream(String... servers) {
    var text = new StringBuilder("upstream web {\n");
    for (String server : servers) {
      text.append("  server ").append(server).append(";\n");
    }
    return text.append("}\n").toString();
  }

  @Test
  void theListFollowsThePool() {
    Path file = directory.resolve("web.conf");
    Serf balancer = pool.start("balancer");

    LoadBalancerPool.start(balancer, "web", file, reloads::incrementAndGet);
    soon(() -> assertThat(file).hasContent(upstream("127.0.0.1:65535")));

    Serf web1 = web("web1");
    Serf web2 = web("web2");
    soon(() -> assertThat(file).hasContent(upstream("127.83.5.2:80", "127.83.5.3:80")));

    web1.leave();
    soon(() -> assertThat(file).hasContent(upstream("127.83.5.3:80")));

    web2.close();
    soon(() -> assertThat(file).hasContent(upstream("127.0.0.1:65535")));
    soon(() -> assertThat(reloads).hasValueBetween(4, 5));
    assertThat(directory).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void aChangeThatDoesNotConcernTheServiceReloadsNothing() throws Exception {
    Path file = directory.resolve("web.conf");
    Serf balancer = pool.start("balancer");
    web("web1");
    soon(() -> assertThat(Pool.sees(balancer, "web1")).isTrue());
    LoadBalancerPool.start(balancer, "web", file, reloads::incrementAndGet);
    soon(() -> assertThat(reloads).hasValue(1));

    pool.start("db");
    web("web2");

    soon(() -> assertThat(file).hasContent(upstream("127.83.5.2:80", "127.83.5.4:80")));
    soon(() -> assertThat(reloads).hasValue(2));
    assertThat(Files.readString(file)).endsWith("}\n");
  }
}
