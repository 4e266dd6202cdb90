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

/** Scripts must not notice which kind of command line or agent they talk to. */
@ParameterizedClass(name = "{0}")
@EnumSource(Pairing.class)
class CommandLineIT {
  @RegisterExtension final Pool pool = new Pool();

  @Parameter Pairing pairing;

  private AgentPeer agent;
  private AgentPeer other;

  @BeforeEach
  void start() {
    pool.encryptWith(Pool.KEY);
    agent = pairing.agent(pool);
    other = pool.theirs("web2");
  }

  private void join() {
    agent.run("join", other.address());
    awaitAllAlive(agent, other);
  }

  @Test
  void joinSaysHowManyItContacted() {
    assertThat(agent.run("join", other.address()))
        .isEqualTo("Successfully joined cluster by contacting 1 nodes.\n");
  }

  @Test
  void joinNamesTheAddressThatItCouldNotReach() {
    pool.expectComplaint("agent: error joining: 1 error occurred:");

    Command.Result result = agent.tryRun("join", "127.99.0.1:7946");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output())
        .startsWith("Error joining the cluster: ")
        .contains("127.99.0.1:7946: connect: connection refused");
  }

  @Test
  void membersAreListedInColumns() {
    join();

    assertThat(agent.run("members").lines())
        .containsExactlyInAnyOrder(
            "web1  %s  alive  role=role-of-web1".formatted(agent.address()),
            "web2  %s  alive  role=role-of-web2".formatted(other.address()));
    assertThat(agent.run("members", "-name=web2", "-detailed"))
        .isEqualTo(
            "web2  %s  alive  role=role-of-web2  Protocol Version: 5  Available Protocol Range: [2, 5]\n",
            other.address());
  }

  @Test
  void membersAreFilteredByStatusAndTag() {
    join();

    assertThat(agent.run("members", "-status=alive", "-tag=role=.*-web1")).startsWith("web1 ");
    assertThat(agent.run("members", "-status=failed").strip()).isEmpty();
  }

  @Test
  void anEventIsDispatched() {
    join();

    assertThat(agent.run("event", "deploy", "v2"))
        .isEqualTo("Event 'deploy' dispatched! Coalescing enabled: true\n");

    await("the event at " + other.name())
        .atMost(SOON)
        .untilAsserted(() -> assertThat(other.userEvents()).containsExactly("deploy v2"));
  }

  @Test
  void tagsAreSetAndDeleted() {
    join();

    assertThat(agent.run("tags", "-set", "zone=a", "-delete", "role"))
        .isEqualTo("Successfully updated agent tags\n");

    await("the tags at " + other.name())
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(other.sees(agent).orElseThrow().tags())
                    .containsEntry("zone", "a")
                    .doesNotContainKey("role"));
  }

  @Test
  void aQueryPrintsAcksAndAnswers() {
    join();

    assertThat(agent.run("query", "-timeout=2s", Peer.QUERY).lines())
        .containsExactlyInAnyOrder(
            "Query 'whoami' dispatched",
            "Ack from 'web1'",
            "Ack from 'web2'",
            "Response from 'web1': web1",
            "Response from 'web2': web2",
            "Total Acks: 2",
            "Total Responses: 2");
  }

  @Test
  void infoTellsWhatTheAgentIs() {
    join();

    assertThat(agent.run("info"))
        .contains("agent:\n\tname = web1\n")
        .contains("\tencrypted = true\n")
        .contains("\tmembers = 2\n")
        .contains("tags:\n\trole = role-of-web1\n");
  }

  @Test
  void keysAreListedWithTheirHolders() {
    join();

    assertThat(agent.run("keys", "-list"))
        .isEqualTo(
            "==> Asking all members for installed keys...\n"
                + "==> Keys gathered, listing cluster keys...\n\n"
                + Pool.KEY
                + "  [2/2]\n");
  }

  @Test
  void keysAreExchangedWhileThePoolRuns() {
    String fresh = "JArCsXZ1gOvT5M0WCMBVug==";
    join();

    assertThat(agent.run("keys", "-install", fresh)).contains("Successfully installed key!");
    assertThat(agent.run("keys", "-use", fresh)).contains("Successfully changed primary key!");
    assertThat(agent.run("keys", "-remove", Pool.KEY)).contains("Successfully removed key!");

    assertThat(agent.run("keys", "-list")).endsWith(fresh + "  [2/2]\n");
    awaitAllAlive(agent, other);
  }

  @Test
  void reachabilityReachesEverybody() {
    join();

    assertThat(agent.run("reachability"))
        .startsWith("Total members: 2, live members: 2\n")
        .endsWith("Successfully contacted all live nodes\n");
  }

  @Test
  void theRoundTripTimeToAnotherIsEstimated() {
    join();

    // Both need a coordinate, which takes a first probe.
    await("an estimate")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(agent.tryRun("rtt", "web2").output())
                    .matches("Estimated web2 <-> web1 rtt: [0-9.]+ ms\n"));
  }

  @Test
  void monitorPrintsTheLogAndEvents() {
    join();

    try (Program monitor = agent.begin("monitor", "-log-level=debug")) {
      await("the log that was written before")
          .atMost(SOON)
          .until(
              () -> monitor.output().stream().anyMatch(line -> line.contains("EventMemberJoin")));
      other.userEvent("deploy", "v2");
      await("the event").atMost(SOON).until(() -> monitor.output().contains("\tName: \"deploy\""));
      assertThat(monitor.output()).contains("Event Info:", "\tEvent: \"user\"");

      monitor.signal("INT");
      assertThat(monitor.awaitEnd()).isZero();
    }
  }

  @Test
  void aForcedLeaveTurnsAFailureIntoALeave() {
    join();
    other.kill();
    awaitStatus(agent, other, "failed");

    assertThat(agent.run("force-leave", "web2")).isEmpty();

    awaitStatus(agent, other, "left");
  }

  @Test
  void leaveEndsTheAgentAndTheOthersKnow() {
    join();

    agent.leave();

    awaitStatus(other, agent, "left");
    Command.Result members = agent.tryRun("members");
    assertThat(members.exitCode()).isEqualTo(1);
    assertThat(members.output())
        .startsWith("Error connecting to Serf agent: dial tcp 127.")
        .contains(".1:7373: connect: connection refused\n");
  }
}
