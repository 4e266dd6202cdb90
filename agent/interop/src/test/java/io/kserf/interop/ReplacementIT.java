package io.kserf.interop;

import static io.kserf.interop.Pool.SOON;
import static io.kserf.interop.Pool.awaitAllAlive;
import static io.kserf.interop.Pool.awaitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.interop.Hosts.Side;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * On a host whose agent is bound to every address an agent of the other kind takes its place: to
 * the pool it is the same member.
 */
@ParameterizedClass(name = "{0} is replaced")
@EnumSource(
    value = Binary.class,
    names = {"SERF", "KSERF"})
class ReplacementIT {
  @RegisterExtension final Hosts hosts = new Hosts();
  @RegisterExtension final Pool pool = new Pool();

  @Parameter Binary kind;

  private AgentPeer theirs;
  private AgentPeer ours;
  private AgentPeer member;

  @BeforeEach
  void startAPoolOfThree() {
    pool.encryptWith(Pool.KEY);
    pool.inProfile("lan");
    // These name the member that was killed, or are its own, about what is said of its former run.
    pool.expectComplaint("Failed fallback TCP ping: .*connection refused");
    pool.expectComplaint("Failed to send .*: .*connection refused");
    pool.expectComplaint("Push/Pull with member failed: .*connection refused");
    pool.expectComplaint("member: .*Refuting an? (alive|suspect|dead) message");
    Place first = hosts.host(Side.LEFT);
    theirs = pool.agent("theirs", first, Binary.SERF, "-advertise=" + first.address());
    ours = pool.agent("ours", hosts.host(Side.LEFT), Binary.KSERF);
    member = pool.agent("member", hosts.host(Side.LEFT), kind);
    ours.join(theirs);
    member.join(ours);
    awaitAllAlive(theirs, ours, member);
    assertThat(theirs.sees(ours).orElseThrow().address()).isEqualTo("10.77.0.2:7946");
    assertThat(ours.sees(theirs).orElseThrow().address()).isEqualTo("10.77.0.1:7946");
  }

  private void replaceAndAwaitTheNewOne() {
    Binary other = kind == Binary.SERF ? Binary.KSERF : Binary.SERF;

    AgentPeer successor =
        pool.successor(member, other, "-tag=run=second", "-retry-join=" + theirs.address());

    for (Peer observer : List.of(theirs, ours, successor)) {
      await("the new run of the member is known to " + observer.name())
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(observer.sees(member).orElseThrow().tags())
                      .containsEntry("run", "second"));
    }
    awaitAllAlive(theirs, ours, successor);
    for (Peer peer : List.of(theirs, ours, successor)) {
      assertThat(peer.members()).as("members at %s", peer.name()).hasSize(3);
      assertThat(peer.log()).as("log of %s", peer.name()).noneMatch(Pool::tellsOfAConflict);
    }
    assertThat(ours.ask()).containsOnlyKeys("theirs", "ours", "member");
  }

  @Test
  void whoTakesThePlaceOfAFailedAgentIsTheMemberThatCameBack() {
    member.kill();
    awaitStatus(theirs, member, "failed");
    awaitStatus(ours, member, "failed");

    replaceAndAwaitTheNewOne();
  }

  @Test
  void whoIsQuickTakesThePlaceBeforeAnybodyMissesTheFormerAgent() {
    member.kill();

    replaceAndAwaitTheNewOne();
  }
}
