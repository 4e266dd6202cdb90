package io.kserf.swim;

import static io.kserf.swim.MemberState.ALIVE;
import static io.kserf.swim.MemberState.DEAD;
import static io.kserf.swim.MemberState.LEFT;
import static io.kserf.swim.MemberState.SUSPECT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolTest {
  private final Pool pool = new Pool();
  private final Pool.Node a = pool.start("a", 1);
  private final Pool.Node b = pool.start("b", 2);
  private final Pool.Node c = pool.start("c", 3);

  @AfterEach
  void nobodyHadAnInternalError() {
    assertThat(pool.errors()).isEmpty();
  }

  @Test
  void twoMembersKnowEachOtherAfterAJoin() {
    assertThat(pool.join(b, a)).containsExactly("ok 1");

    assertThat(a.view()).isEqualTo(Map.of("a", ALIVE, "b", ALIVE));
    assertThat(b.view()).isEqualTo(a.view());
    assertThat(a.delegate.events).containsExactly("join a", "join b");
  }

  @Test
  void aMemberHearsByGossipOfOneThatJoinedElsewhere() {
    pool.join(b, a);
    pool.join(c, b);
    pool.time.advanceMillis(1000);

    assertThat(a.view()).isEqualTo(Map.of("a", ALIVE, "b", ALIVE, "c", ALIVE));
    assertThat(a.delegate.events).containsExactly("join a", "join b", "join c");
  }

  @Test
  void aCrashIsNoticedByAllOthers() {
    joinAll();
    c.crash();
    pool.time.advance(Duration.ofSeconds(15));

    assertThat(a.view()).containsEntry("c", DEAD);
    assertThat(b.view()).containsEntry("c", DEAD);
    assertThat(a.delegate.events).contains("failed c");
    assertThat(a.swim.livingCount()).isEqualTo(2);
  }

  @Test
  void aCrashedMemberComesBackAboveTheRumourOfItsDeath() {
    joinAll();
    c.crash();
    pool.time.advance(Duration.ofSeconds(15));
    var again = pool.start("c", 3);
    assertThat(pool.join(again, a)).containsExactly("ok 1");
    pool.time.advance(Duration.ofSeconds(5));

    assertThat(a.view()).containsEntry("c", ALIVE);
    assertThat(b.view()).containsEntry("c", ALIVE);
    assertThat(a.delegate.events).endsWith("failed c", "join c");
    assertThat(again.swim.self().incarnation()).isEqualTo(2);
  }

  @Test
  void aLeaveIsNoticedByAllOthersAndIsNoFailure() {
    joinAll();
    var left = new Outcome<Void>();
    c.swim.leave(Duration.ofSeconds(5), left);
    pool.time.advance(Duration.ofSeconds(2));
    c.crash();
    pool.time.advance(Duration.ofSeconds(20));

    assertThat(left.all()).containsExactly("ok");
    assertThat(a.view()).containsEntry("c", LEFT);
    assertThat(b.view()).containsEntry("c", LEFT);
    assertThat(b.delegate.events).endsWith("left c");
  }

  @Test
  void aMemberThatOneOtherCannotReachStaysAlive() {
    joinAll();
    pool.cut(a, c);
    pool.time.advance(Duration.ofMinutes(2));

    assertThat(a.view()).containsEntry("c", ALIVE);
    assertThat(b.view()).isEqualTo(a.view());
    assertThat(a.delegate.events).doesNotContain("failed c");
  }

  @Test
  void aMemberThatIsReachableAgainRefutesItsDeathAtOnce() {
    joinAll();
    cutOff(c);
    runUntil(a, "c", DEAD);

    // The rumour of a death also goes to the dead for a while.
    pool.heal();
    pool.time.advance(Duration.ofSeconds(2));

    assertThat(a.view()).containsEntry("c", ALIVE);
    assertThat(b.view()).containsEntry("c", ALIVE);
    assertThat(a.delegate.events).endsWith("failed c", "join c");
  }

  @Test
  void pushPullMendsWhatGossipHasMissed() {
    joinAll();
    cutOff(c);
    runUntil(c, "b", DEAD);
    runUntil(a, "c", DEAD);
    pool.heal();
    pool.time.advance(Duration.ofMinutes(3));

    assertThat(List.of(a.view(), b.view(), c.view()))
        .containsOnly(Map.of("a", ALIVE, "b", ALIVE, "c", ALIVE));
  }

  @Test
  void aSuspectThatIsReachableAgainNeverFails() {
    joinAll();
    cutOff(c);
    runUntil(a, "c", SUSPECT);
    pool.heal();
    pool.time.advance(Duration.ofSeconds(10));

    assertThat(a.view()).containsEntry("c", ALIVE);
    assertThat(a.delegate.events).containsExactly("join a", "join b", "join c");
  }

  @Test
  void newMetaReachesAllOthers() {
    joinAll();
    var updated = new Outcome<Void>();
    b.delegate.meta = new byte[] {1, 2, 3};
    b.swim.updateMeta(Duration.ofSeconds(5), updated);
    pool.time.advance(Duration.ofSeconds(3));

    assertThat(updated.all()).containsExactly("ok");
    assertThat(a.swim.member("b").meta()).containsExactly(1, 2, 3);
    assertThat(c.delegate.events).endsWith("update b");
  }

  private void cutOff(Pool.Node node) {
    pool.cut(a, node);
    pool.cut(b, node);
  }

  private void runUntil(Pool.Node observer, String member, MemberState state) {
    for (int i = 0; observer.view().get(member) != state; i++) {
      assertThat(i).as("steps until " + member + " is " + state).isLessThan(1000);
      pool.time.advanceMillis(50);
    }
  }

  private void joinAll() {
    pool.join(b, a);
    pool.join(c, a);
    pool.time.advance(Duration.ofSeconds(1));
  }
}
