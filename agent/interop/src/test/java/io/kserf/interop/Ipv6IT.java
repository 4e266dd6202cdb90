package io.kserf.interop;

import static io.kserf.interop.Pool.SOON;
import static io.kserf.interop.Pool.awaitAllAlive;
import static io.kserf.interop.Pool.awaitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.interop.Hosts.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Members of both kinds that know each other by IPv6 addresses. */
@ParameterizedClass(name = "{0} crashes")
@EnumSource(
    value = Binary.class,
    names = {"SERF", "KSERF"})
class Ipv6IT {
  @RegisterExtension final Hosts hosts = new Hosts();
  @RegisterExtension final Pool pool = new Pool();

  @Parameter Binary kind;

  @Test
  void aPoolOnIpv6LivesAsOneOnIpv4() {
    pool.encryptWith(Pool.KEY);
    pool.inProfile("lan");
    AgentPeer theirs = pool.agent("theirs", hosts.ipv6Host(Side.LEFT), Binary.SERF);
    AgentPeer ours = pool.agent("ours", hosts.ipv6Host(Side.LEFT), Binary.KSERF);
    AgentPeer third = pool.agent("third", hosts.ipv6Host(Side.LEFT), kind);
    List<AgentPeer> all = List.of(theirs, ours, third);

    ours.join(theirs);
    third.join(ours);
    awaitAllAlive(theirs, ours, third);
    assertThat(theirs.sees(ours).orElseThrow())
        .isEqualTo(new Seen("ours", "[fd77::2]:7946", "alive", Map.of("role", "role-of-ours")));
    assertThat(ours.sees(theirs)).isEqualTo(third.sees(theirs)).isEqualTo(theirs.sees(theirs));

    for (AgentPeer peer : all) {
      peer.userEvent("from", peer.name());
    }
    for (AgentPeer peer : all) {
      await("the events at " + peer.name())
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(peer.userEvents())
                      .containsExactlyInAnyOrder("from theirs", "from ours", "from third"));
      assertThat(peer.ask()).containsOnlyKeys("theirs", "ours", "third");
    }

    pool.expectComplaint("(Failed fallback TCP ping|Failed to send|Push/Pull with third).*refused");
    third.kill();
    awaitStatus(theirs, third, "failed");
    awaitStatus(ours, third, "failed");
  }
}
