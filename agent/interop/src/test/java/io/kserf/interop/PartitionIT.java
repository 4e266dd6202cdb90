package io.kserf.interop;

import static io.kserf.interop.Pool.SOON;
import static io.kserf.interop.Pool.awaitAllAlive;
import static io.kserf.interop.Pool.awaitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.interop.Hosts.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A cable between two halves of a pool is cut and mended; there are both kinds in each half. */
class PartitionIT {
  @RegisterExtension final Hosts hosts = new Hosts();
  @RegisterExtension final Pool pool = new Pool();

  private AgentPeer agent(Binary kind, Side side, Path settings) {
    return pool.agent(
        kind + "-" + side, hosts.host(side), kind, "-config-file=" + settings.toAbsolutePath());
  }

  @Test
  void halvesThatWereApartFindEachOtherAgain() throws IOException {
    pool.encryptWith(Pool.KEY);
    // About those whom they cannot reach, and what these have heard of themselves when they can.
    pool.expectComplaint(
        "i/o timeout|timed out|no route to host|Refuting a (suspect|dead) message");
    Path settings = pool.file("settings.json");
    Files.writeString(settings, "{\"reconnect_interval\": \"1s\"}");
    AgentPeer leftSerf = agent(Binary.SERF, Side.LEFT, settings);
    AgentPeer leftKserf = agent(Binary.KSERF, Side.LEFT, settings);
    AgentPeer rightSerf = agent(Binary.SERF, Side.RIGHT, settings);
    AgentPeer rightKserf = agent(Binary.KSERF, Side.RIGHT, settings);
    leftKserf.join(leftSerf);
    rightSerf.join(leftKserf);
    rightKserf.join(rightSerf);
    awaitAllAlive(leftSerf, leftKserf, rightSerf, rightKserf);

    hosts.cut();
    for (Peer left : List.of(leftSerf, leftKserf)) {
      for (Peer right : List.of(rightSerf, rightKserf)) {
        awaitStatus(left, right, "failed");
        awaitStatus(right, left, "failed");
      }
    }
    awaitAllAlive(leftSerf, leftKserf);
    awaitAllAlive(rightSerf, rightKserf);
    leftSerf.userEvent("deploy", "left");
    rightKserf.userEvent("deploy", "right");

    hosts.mend();
    awaitAllAlive(leftSerf, leftKserf, rightSerf, rightKserf);
    for (Peer peer : List.of(leftSerf, leftKserf, rightSerf, rightKserf)) {
      await("the events of both halves at " + peer.name())
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(peer.userEvents())
                      .containsExactlyInAnyOrder("deploy left", "deploy right"));
    }
  }
}
