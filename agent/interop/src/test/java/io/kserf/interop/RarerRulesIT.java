package io.kserf.interop;

import static io.kserf.interop.Pool.SOON;
import static io.kserf.interop.Pool.awaitAllAlive;
import static io.kserf.interop.Pool.awaitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What pools do less often, begun by an agent of either kind in company of the other kind. */
@ParameterizedClass(name = "begun by {0}")
@EnumSource(
    value = Binary.class,
    names = {"SERF", "KSERF"})
class RarerRulesIT {
  @RegisterExtension final Pool pool = new Pool();

  @Parameter Binary kind;

  private AgentPeer agent;
  private AgentPeer other;

  @BeforeEach
  void start() {
    pool.encryptWith(Pool.KEY);
    agent = pool.agent("agent", kind, Binary.SERF);
    other = pool.agent("other", opposite(), Binary.SERF);
  }

  private Binary opposite() {
    return kind == Binary.SERF ? Binary.KSERF : Binary.SERF;
  }

  private static void awaitEvents(Peer peer, String... events) {
    await("the events at " + peer.name())
        .atMost(SOON)
        .untilAsserted(() -> assertThat(peer.userEvents()).containsExactly(events));
  }

  @Test
  void whoJoinsHearsOfOldEventsOnlyIfItAsksForThem() {
    AgentPeer late = pool.agent("late", kind, Binary.SERF);
    other.userEvent("deploy", "v1");
    awaitEvents(other, "deploy v1");

    agent.run("join", "-replay", other.address());
    late.run("join", other.address());
    awaitAllAlive(agent, other, late);
    awaitEvents(agent, "deploy v1");

    other.userEvent("deploy", "v2");
    awaitEvents(agent, "deploy v1", "deploy v2");
    awaitEvents(late, "deploy v2");
  }

  @Test
  void aRelayedQueryIsAnsweredOnceByEach() {
    AgentPeer third = pool.agent("third", opposite(), Binary.SERF);
    agent.join(other);
    third.join(other);
    awaitAllAlive(agent, other, third);

    assertThat(agent.run("query", "-timeout=2s", "-relay-factor=2", Peer.QUERY).lines())
        .containsExactlyInAnyOrder(
            "Query 'whoami' dispatched",
            "Ack from 'agent'",
            "Ack from 'other'",
            "Ack from 'third'",
            "Response from 'agent': agent",
            "Response from 'other': other",
            "Response from 'third': third",
            "Total Acks: 3",
            "Total Responses: 3");
  }

  @Test
  void aMemberThatIsPrunedIsForgottenByBoth() {
    LibraryPeer gone = pool.library("gone");
    agent.join(other);
    gone.join(other);
    awaitAllAlive(agent, other, gone);
    pool.expectComplaint("connection refused");
    gone.kill();
    awaitStatus(agent, gone, "failed");
    awaitStatus(other, gone, "failed");

    agent.run("force-leave", "-prune", "gone");

    awaitStatus(agent, gone, "");
    awaitStatus(other, gone, "");
  }

  @Test
  void theLaterClaimantOfANameLosesTheVoteAndEnds() {
    pool.expectComplaint("(?i)conflict");
    AgentPeer twin = pool.agent("other", kind, Binary.SERF);
    agent.join(other);
    awaitAllAlive(agent, other);

    twin.run("join", agent.address());

    assertThat(twin.awaitEnd()).as("exit code").isZero();
    awaitAllAlive(agent, other);
    assertThat(agent.sees(other).orElseThrow().address()).isEqualTo(other.address());
  }
}
