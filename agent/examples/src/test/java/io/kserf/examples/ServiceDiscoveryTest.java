package io.kserf.examples;

import static io.kserf.examples.Pool.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.node.Serf;
import io.kserf.swim.Address;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServiceDiscoveryTest {
  @RegisterExtension final Pool pool = new Pool("127.83.1");

  @Test
  void theAliveMembersWithTheTagAreFoundAtTheirServicesPort() {
    var discovery = new ServiceDiscovery(pool.start("client"));
    pool.start("one", config -> ServiceDiscovery.offer(config, "orders", 8080));
    Serf two = pool.start("two", config -> ServiceDiscovery.offer(config, "orders", 8081));
    pool.start("other", config -> ServiceDiscovery.offer(config, "billing", 8080));

    soon(() -> assertThat(orders(discovery)).containsExactly("127.83.1.2:8080", "127.83.1.3:8081"));
    assertThat(discovery.pick("orders")).get().isIn(discovery.find("orders"));

    two.close();
    soon(() -> assertThat(orders(discovery)).containsExactly("127.83.1.2:8080"));
  }

  @Test
  void aServiceThatNobodyOffersUsablyIsNotFound() {
    Serf client = pool.start("client");
    pool.start("portless", config -> config.tag("service", "orders"));
    pool.start("large", config -> ServiceDiscovery.offer(config, "orders", 65536));
    soon(() -> assertThat(client.members()).hasSize(3));

    assertThat(new ServiceDiscovery(client).find("orders")).isEmpty();
    assertThat(new ServiceDiscovery(client).pick("orders")).isEmpty();
  }

  private static Stream<String> orders(ServiceDiscovery discovery) {
    return discovery.find("orders").stream().map(Address::toString);
  }
}
