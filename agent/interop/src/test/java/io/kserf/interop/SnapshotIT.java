package io.kserf.interop;

import static io.kserf.interop.Pool.SOON;
import static io.kserf.interop.Pool.awaitAllAlive;
import static io.kserf.interop.Pool.awaitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An agent that is started again is in its pool again, whoever wrote the snapshot. */
@ParameterizedClass(name = "{0}")
@EnumSource(Succession.class)
class SnapshotIT {
  @RegisterExtension final Pool pool = new Pool();

  @Parameter Succession succession;

  private Path snapshot;
  private AgentPeer seed;
  private AgentPeer member;

  @BeforeEach
  void startAPoolOfTwo() {
    // They name the member that is stopped, which is what these lines are for.
    pool.expectComplaint("Failed fallback TCP ping: ");
    pool.expectComplaint("Failed to send .*: .*connection refused");
    pool.expectComplaint("Push/Pull with the member failed: .*connection refused");
    // It learns of its own death by the push/pull of its return.
    pool.expectComplaint("Refuting a (suspect|dead) message");
    snapshot = pool.file("snapshot");
    seed = pool.theirs("the seed");
    member = pool.agent("the member", succession.writer(), Binary.SERF, "-snapshot=" + snapshot);
    member.join(seed);
    awaitAllAlive(seed, member);
  }

  private AgentPeer succeed(String... flags) {
    return pool.successor(member, succession.reader(), flags);
  }

  /** HashiCorp's agents keep what they write in memory, perhaps for long, and lose it by a KILL. */
  private void stopWithoutALeave() {
    member.signal(member.isOurs() ? "KILL" : "TERM");
    awaitStatus(seed, member, "failed");
  }

  private static void awaitLog(AgentPeer peer, String text) {
    await("%s logs %s".formatted(peer.name(), text))
        .atMost(SOON)
        .untilAsserted(() -> assertThat(peer.log()).anyMatch(line -> line.contains(text)));
  }

  @Test
  void whoWasKilledFindsItsPoolAgain() {
    awaitRecorded("alive: the seed " + seed.address());
    awaitRecorded("# kserf incarnation: 65");
    stopWithoutALeave();

    AgentPeer successor = succeed("-snapshot=" + snapshot);

    awaitAllAlive(seed, successor);
    awaitLog(successor, "Snapshot: true");
    awaitLog(
        successor, "[INFO] serf: Re-joined to previously known node: the seed: " + seed.address());
    if (member.isOurs() && successor.isOurs()) {
      assertThat(successor.log())
          .as("it is above its former incarnation from the beginning")
          .noneMatch(line -> line.contains("Refuting"));
    }
  }

  /** Ours writes at once; theirs when it ends. */
  private void awaitRecorded(String line) {
    if (member.isOurs()) {
      await(line).atMost(SOON).until(() -> Program.lines(snapshot).contains(line));
    }
  }

  @Test
  void whatWasDeliveredBeforeIsNotDeliveredAgain() {
    seed.userEvent("before", "it stopped");
    await().atMost(SOON).until(() -> member.userEvents().contains("before it stopped"));
    awaitRecorded("event-clock: 1");
    stopWithoutALeave();

    AgentPeer successor = succeed("-snapshot=" + snapshot);
    awaitAllAlive(seed, successor);
    seed.userEvent("after", "it came back");

    await().atMost(SOON).until(() -> successor.userEvents().contains("after it came back"));
    assertThat(successor.userEvents()).containsExactly("after it came back");
  }

  @Test
  void whoLeftStaysAway() {
    member.leave();
    awaitStatus(seed, member, "left");

    AgentPeer successor = succeed("-snapshot=" + snapshot);

    // Coalesced for a second, so a rejoin would have begun long before.
    awaitLog(successor, "Received event: member-join");
    assertThat(successor.log()).noneMatch(line -> line.contains("re-join"));
    assertThat(successor.members()).hasSize(1);
  }

  @Test
  void whoLeftFindsItsPoolAgainIfItIsToldToRejoin() {
    member.leave();
    awaitStatus(seed, member, "left");

    AgentPeer successor = succeed("-snapshot=" + snapshot, "-rejoin");

    awaitAllAlive(seed, successor);
    awaitLog(successor, "[INFO] serf: Ignoring previous leave in snapshot");
  }
}
