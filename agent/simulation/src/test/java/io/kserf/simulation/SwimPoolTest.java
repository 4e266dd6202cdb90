package io.kserf.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.Address;
import io.kserf.swim.JoinTarget;
import io.kserf.swim.Keyring;
import io.kserf.swim.MemberState;
import io.kserf.swim.Pacing;
import io.kserf.swim.SwimConfig;
import io.kserf.swim.SwimConfig.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bare membership, as an application may use it without Serf. */
class SwimPoolTest {
  private static final int SIZE = 5;

  private final VirtualNetwork network = new VirtualNetwork(1);
  private final List<VirtualHost<SwimProcess>> hosts = new ArrayList<>();

  @BeforeEach
  void form() {
    for (int i = 0; i < SIZE; i++) {
      var address = Address.ipv4(10, 0, 0, 1 + i, 7946);
      var config = SwimConfig.of(Profile.LOCAL, "m" + i, address).withPacing(Pacing.SERF);
      hosts.add(
          network.host(
              "m" + i, address, host -> new SwimProcess(host, config, Keyring.disabled())));
    }
    for (var host : hosts) {
      host.start();
      var joined = new Outcome<Integer>();
      var seed = new JoinTarget("", hosts.getFirst().address());
      host.process().swim().join(List.of(seed), joined);
      network.time().run(Duration.ofMillis(500));
      assertThat(joined.succeeded()).isTrue();
    }
    network.time().run(Duration.ofSeconds(30));
    for (var host : hosts) {
      assertThat(host.process().swim().livingCount()).isEqualTo(SIZE);
    }
  }

  @Test
  void aCrashIsADeath() {
    hosts.get(2).crash();
    network.time().run(Duration.ofSeconds(10));
    assertAllHeard("dead m2", MemberState.DEAD);
  }

  @Test
  void aLeaveIsNoDeath() {
    var left = new Outcome<Void>();
    hosts.get(2).process().swim().leave(Duration.ofSeconds(5), left);
    assertThat(network.time().runUntil(left::isOver, Duration.ofSeconds(6))).isTrue();
    assertThat(left.succeeded()).isTrue();
    network.time().run(Duration.ofSeconds(1));
    hosts.get(2).crash();
    assertAllHeard("left m2", MemberState.LEFT);
  }

  private void assertAllHeard(String news, MemberState state) {
    for (var host : hosts) {
      if (host.isRunning()) {
        assertThat(host.process().heard().stream().filter(line -> line.endsWith("m2")))
            .as(host.name())
            .containsExactly("join m2", news);
        assertThat(host.process().swim().member("m2").state()).isEqualTo(state);
      }
    }
  }
}
