package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.Address;
import io.kserf.swim.JoinTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinAddressesTest {
  @Test
  void aNameAndAPortMayBeMissing() {
    var resolved =
        JoinAddresses.resolve(List.of("10.0.0.1", "web2/10.0.0.2:8000", "[fd00::1]:9000"), 7946);

    assertThat(resolved.failures()).isEmpty();
    assertThat(resolved.targets())
        .hasSize(3)
        .startsWith(
            new JoinTarget("", Address.ipv4(10, 0, 0, 1, 7946)),
            new JoinTarget("web2", Address.ipv4(10, 0, 0, 2, 8000)));
    assertThat(resolved.targets().getLast().address()).hasToString("[fd00::1]:9000");
  }

  @Test
  void whatCannotBeResolvedIsToldBesideWhatCan() {
    var resolved =
        JoinAddresses.resolve(
            List.of("/10.0.0.1", "nosuch.invalid", "10.0.0.1:x", "10.0.0.2"), 7946);

    assertThat(resolved.targets()).hasSize(1);
    assertThat(resolved.failures())
        .containsExactly(
            "Failed to resolve /10.0.0.1: empty node name provided",
            "Failed to resolve nosuch.invalid: lookup nosuch.invalid: no such host (is the name"
                + " right, and does DNS work here?)",
            "Failed to resolve 10.0.0.1:x: join address '10.0.0.1:x' is not host:port (the port is"
                + " a number from 0 to 65535; IPv6 as [fd00::1]:7946)");
  }
}
