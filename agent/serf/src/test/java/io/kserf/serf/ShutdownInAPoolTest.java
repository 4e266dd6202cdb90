package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.serf.TestPool.Node;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an instance that stops leaves behind. */
class ShutdownInAPoolTest {
  private final TestPool pool = new TestPool();

  @Test
  void anInstanceThatIsShutDownSetsNoTimersAndLeavesNobodyWaiting() {
    Node a = pool.start("a");
    Node gone = pool.start("gone");
    gone.cutOff();
    var leave = new Outcome<Void>();
    var query = new Replies();
    a.serf.query("load", new byte[0], QueryParams.DEFAULT, query);
    a.serf.leave(leave);

    gone.serf.shutdown();
    a.serf.shutdown();
    a.serf.shutdown();

    assertThat(leave.heard()).containsExactly("failed: this member has stopped");
    assertThat(query.heard()).containsExactly("done");
    assertThat(a.serf.state()).isEqualTo(SerfInstance.State.SHUTDOWN);
    assertThat(a.seen.log).contains("[WARN] serf: Shutdown without a Leave");
    pool.advance(Duration.ofMillis(1));
    assertThat(pool.timers.waiting()).isZero();
  }

  @Test
  void anInstanceThatIsShutDownRefusesWhatIsAskedOfIt() {
    Node a = pool.start("a");
    a.serf.shutdown();
    var forced = new Outcome<Void>();
    var tags = new Outcome<Void>();
    var keys = new Outcome<KeyResult>();

    a.serf.forceLeave("b", false, forced);
    a.serf.setTags(Map.of(), tags);
    a.serf.listKeys(keys);

    assertThat(forced.heard()).containsExactly("failed: this member has stopped");
    assertThat(tags.heard()).containsExactly("failed: this member has stopped");
    assertThat(keys.heard()).containsExactly("failed: this member has stopped");
    assertThatThrownBy(() -> a.serf.userEvent("deploy", new byte[0], false))
        .isInstanceOf(SerfException.class)
        .hasMessage("this member has stopped");
    assertThatThrownBy(() -> a.serf.query("load", new byte[0], QueryParams.DEFAULT, new Replies()))
        .isInstanceOf(SerfException.class)
        .hasMessage("this member has stopped");
  }

  @Test
  void coalescedEventsAreHandedOutAtShutdown() {
    Node a = pool.start("a", settings -> settings.coalesce(Duration.ofSeconds(3)));
    assertThat(a.seen.memberEvents()).isEmpty();

    a.serf.shutdown();

    assertThat(a.seen.memberEvents()).containsExactly("member-join a");
  }
}
