package io.kserf.interop;

import static io.kserf.interop.Pool.SOON;
import static io.kserf.interop.Pool.awaitAllAlive;
import static io.kserf.interop.Pool.awaitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One of ours and one of theirs: each must be to the other what its own kind is. */
@ParameterizedClass(name = "{0}")
@EnumSource(Mixture.class)
class MixedPoolIT {
  @RegisterExtension final Pool pool = new Pool();

  @Parameter Mixture mixture;

  private Peer ours;
  private Peer theirs;

  @BeforeEach
  void start() {
    mixture.prepare(pool);
    theirs = mixture.theirs(pool);
    ours = mixture.ours(pool);
  }

  private void join() {
    ours.join(theirs);
    awaitAllAlive(ours, theirs);
  }

  private static void awaitTag(Peer observer, Peer other, String key, String value) {
    await("%s sees %s=%s of %s".formatted(observer.name(), key, value, other.name()))
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(observer.sees(other).orElseThrow().tags()).containsEntry(key, value));
  }

  private void expectComplaintsAboutAFailure() {
    // It learns of its own death by the push/pull of its return, or by gossip.
    pool.expectComplaint("Refuting a (suspect|dead) message");
    // Each names the member that was killed, which is what these lines are for.
    pool.expectComplaint("Failed fallback TCP ping: .*(ours|theirs|connection refused)");
    pool.expectComplaint("Failed to send .*: .*connection refused");
    pool.expectComplaint("Push/Pull with (ours|theirs) failed: .*connection refused");
  }

  @Test
  void eachSeesTheOtherAliveWithItsAddressAndTags() {
    join();

    assertThat(theirs.sees(ours).orElseThrow())
        .isEqualTo(new Seen("ours", ours.address(), "alive", Map.of("role", "role-of-ours")));
    assertThat(ours.sees(theirs).orElseThrow())
        .isEqualTo(new Seen("theirs", theirs.address(), "alive", Map.of("role", "role-of-theirs")));
  }

  @Test
  void theyCanJoinThroughUsAsWell() {
    theirs.join(ours);

    awaitAllAlive(ours, theirs);
  }

  @Test
  void aChangeOfTagsIsSeenByTheOther() {
    join();

    ours.setTag("zone", "a");
    theirs.setTag("zone", "b");

    awaitTag(theirs, ours, "zone", "a");
    awaitTag(ours, theirs, "zone", "b");
    assertThat(theirs.sees(ours).orElseThrow().tags()).containsEntry("role", "role-of-ours");
  }

  @Test
  void aUserEventIsHeardByBothOnce() {
    join();

    ours.userEvent("deploy", "from us");
    theirs.userEvent("deploy", "from them");

    for (Peer peer : new Peer[] {ours, theirs}) {
      await("both events at " + peer.name())
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(peer.userEvents())
                      .containsExactlyInAnyOrder("deploy from us", "deploy from them"));
    }
  }

  @Test
  void aQueryIsAnsweredByBoth() {
    join();

    var answers = Map.of("ours", "ours", "theirs", "theirs");
    assertThat(theirs.ask()).isEqualTo(answers);
    assertThat(ours.ask()).isEqualTo(answers);
  }

  @Test
  void theirCrashIsNoticedAndSoIsTheirReturn() {
    expectComplaintsAboutAFailure();
    join();

    theirs.kill();
    awaitStatus(ours, theirs, "failed");

    theirs.restart();
    theirs.join(ours);
    awaitAllAlive(ours, theirs);
  }

  @Test
  void ourCrashIsNoticedAndSoIsOurReturn() {
    expectComplaintsAboutAFailure();
    join();

    ours.kill();
    awaitStatus(theirs, ours, "failed");

    ours.restart();
    ours.join(theirs);
    awaitAllAlive(ours, theirs);
  }

  @Test
  void theirLeaveIsSeenAsALeave() {
    join();

    theirs.leave();

    awaitStatus(ours, theirs, "left");
  }

  @Test
  void ourLeaveIsSeenAsALeave() {
    join();

    ours.leave();

    awaitStatus(theirs, ours, "left");
  }
}
