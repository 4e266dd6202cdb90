package io.kserf.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.api.v1alpha1.Encryption;
import io.kserf.api.v1alpha1.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeedListTest {
  @Test
  void theFirstNodesByNameAndTheExternalSeedsAreSeeds() {
    var spec =
        Samples.spec(
            Map.of(), List.of(), new Seeds(List.of("vm.example.com"), 2), Encryption.MANAGED);

    assertThat(
            SeedList.of(
                spec, List.of(node("a", "10.0.0.1"), node("b", "10.0.0.2"), node("c", "10.0.0.3"))))
        .containsExactly("10.0.0.1:7946", "10.0.0.2:7946", "vm.example.com");
  }

  @Test
  void anIpv6AddressIsBracketed() {
    assertThat(SeedList.of(Samples.cluster().getSpec(), List.of(node("a", "fd00::1"))))
        .containsExactly("[fd00::1]:7946");
  }

  @Test
  void aNodeWithoutAddressIsNoSeed() {
    var unborn = new PoolNode("a", Optional.empty(), Map.of());

    assertThat(SeedList.of(Samples.cluster().getSpec(), List.of(unborn, node("b", "10.0.0.2"))))
        .containsExactly("10.0.0.2:7946");
  }

  private static PoolNode node(String name, String address) {
    return new PoolNode(name, Optional.of(address), Map.of());
  }
}
