package io.kserf.interop;

import static io.kserf.interop.Pool.SOON;
import static io.kserf.interop.Pool.awaitAllAlive;
import static io.kserf.interop.Pool.awaitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pools of the profiles that agents have outside of tests, with their own longer times. */
class ProfilesIT {
  @RegisterExtension final Pool pool = new Pool();

  private AgentPeer theirs;
  private AgentPeer ours;
  private AgentPeer third;

  private void startAPool(String profile, Binary third) {
    pool.inProfile(profile);
    theirs = pool.agent("theirs", Binary.SERF, Binary.SERF);
    ours = pool.agent("ours", Binary.KSERF, Binary.SERF);
    this.third = pool.agent("third", third, Binary.SERF);
    ours.join(theirs);
    this.third.join(ours);
    awaitAllAlive(theirs, ours, this.third);
  }

  private void sendAnEvent() {
    ours.userEvent("deploy", "ours");
    theirs.userEvent("deploy", "theirs");
    for (Peer peer : List.of(theirs, ours, third)) {
      await("the events at " + peer.name())
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(peer.userEvents())
                      .containsExactlyInAnyOrder("deploy ours", "deploy theirs"));
    }
  }

  private void crash() {
    pool.expectComplaint("Failed fallback TCP ping: .*refused|Failed to send .*: .*refused");
    pool.expectComplaint("Push/Pull with third failed: .*refused");
    third.kill();
    awaitStatus(theirs, third, "failed");
    awaitStatus(ours, third, "failed");
  }

  @Test
  void inALanTheirCrashIsNoticed() {
    startAPool("lan", Binary.SERF);
    sendAnEvent();
    crash();
    awaitAllAlive(theirs, ours);
  }

  @Test
  void inALanOurCrashIsNoticed() {
    startAPool("lan", Binary.KSERF);
    sendAnEvent();
    crash();
    awaitAllAlive(theirs, ours);
  }

  @Test
  void inAWanNewsArrivesAndALeaveIsALeave() {
    startAPool("wan", Binary.KSERF);
    sendAnEvent();

    third.leave();
    awaitStatus(theirs, third, "left");
    awaitStatus(ours, third, "left");

    ours.leave();
    awaitStatus(theirs, ours, "left");
  }
}
