package io.kserf.interop;

import static io.kserf.interop.Pool.SOON;
import static io.kserf.interop.Pool.awaitAllAlive;
import static io.kserf.interop.Pool.awaitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three of theirs and two of ours: news passes from kind to kind. */
class LargerPoolIT {
  @RegisterExtension final Pool pool = new Pool();

  @Test
  void fiveMembersAgreeOnEachOtherAndOnACrashAndALeave() {
    pool.encryptWith(Pool.KEY);
    Peer theirs1 = pool.theirs("theirs-1");
    Peer theirs2 = pool.theirs("theirs-2");
    Peer theirs3 = pool.theirs("theirs-3");
    Peer ours1 = pool.library("ours-1");
    Peer ours2 = pool.library("ours-2");
    pool.expectComplaint("Failed fallback TCP ping: .*connection refused");
    pool.expectComplaint("Push/Pull with (ours-2|theirs-3) failed: .*connection refused");

    // A chain, so that most learn of each other through the other kind.
    ours1.join(theirs1);
    theirs2.join(ours1);
    ours2.join(theirs2);
    theirs3.join(ours2);
    awaitAllAlive(theirs1, theirs2, theirs3, ours1, ours2);

    theirs3.userEvent("deploy", "now");
    for (Peer peer : List.of(theirs1, theirs2, theirs3, ours1, ours2)) {
      await("the event at " + peer.name())
          .atMost(SOON)
          .untilAsserted(() -> assertThat(peer.userEvents()).containsExactly("deploy now"));
    }

    ours2.kill();
    theirs3.leave();
    for (Peer peer : List.of(theirs1, theirs2, ours1)) {
      awaitStatus(peer, ours2, "failed");
      awaitStatus(peer, theirs3, "left");
    }
    awaitAllAlive(theirs1, theirs2, ours1);
  }
}
