package io.kserf.serf;

import static io.kserf.serf.MemberStatus.ALIVE;
import static io.kserf.serf.MemberStatus.FAILED;
import static io.kserf.serf.MemberStatus.LEFT;
import static io.kserf.serf.MemberStatus.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kserf.serf.wire.JoinIntent;
import io.kserf.serf.wire.LeaveIntent;
import io.kserf.serf.wire.Tags;
import io.kserf.swim.Address;
import io.kserf.swim.Identity;
import io.kserf.swim.Member;
import io.kserf.swim.MemberState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MembershipTest {
  private final Layer layer = new Layer();

  @Test
  void aMemberThatShowsUpIsAliveWithItsTagsAndVersions() {
    layer.membership.onJoin(Layer.member("web", Map.of("role", "web")));

    SerfMember member = layer.table.find("web").member();
    assertThat(member.status()).isEqualTo(ALIVE);
    assertThat(member.isAlive()).isTrue();
    assertThat(member.tags()).containsExactly(entry("role", "web"));
    assertThat(member.versions()).isEqualTo(new SerfMember.Versions(1, 5, 2, 2, 5, 5));
    assertThat(layer.seen.memberEvents()).containsExactly("member-join web");
    assertThat(layer.seen.log).containsExactly("[INFO] serf: EventMemberJoin: web 10.0.0.1");
    assertThat(layer.seen.counters).containsEntry("serf.member.join", 1L);
  }

  @Test
  void aMemberThatIsLostWithoutALeaveIntentHasFailed() {
    layer.join("web");

    layer.lose("web");

    assertThat(layer.statusOf("web")).isEqualTo(FAILED);
    assertThat(layer.table.find("web").member().isAlive()).isFalse();
    assertThat(layer.seen.memberEvents()).containsExactly("member-join web", "member-failed web");
    assertThat(layer.seen.log).contains("[INFO] serf: EventMemberFailed: web 10.0.0.1");
    assertThat(layer.seen.counters).containsEntry("serf.member.failed", 1L);
  }

  @Test
  void aMemberThatIsLostAfterItsLeaveIntentHasLeft() {
    layer.join("web");
    layer.intents.onLeave(new LeaveIntent(5, "web", false));

    layer.lose("web");

    assertThat(layer.statusOf("web")).isEqualTo(LEFT);
    assertThat(layer.seen.memberEvents()).containsExactly("member-join web", "member-leave web");
    assertThat(layer.seen.log).contains("[INFO] serf: EventMemberLeave: web 10.0.0.1");
    assertThat(layer.seen.counters).containsEntry("serf.member.left", 1L);
  }

  @Test
  void aMemberThatSaysItselfThatItIsGoneHasLeftEvenIfItsIntentIsMissing() {
    layer.join("web");
    Member web = Layer.member("web", Map.of());
    layer.membership.onLeave(new Member(web.identity(), web.incarnation(), MemberState.LEFT, 0));

    assertThat(layer.statusOf("web")).isEqualTo(LEFT);
    assertThat(layer.seen.memberEvents()).containsExactly("member-join web", "member-leave web");

    layer.intents.onLeave(new LeaveIntent(5, "web", false));
    assertThat(layer.statusOf("web")).isEqualTo(LEFT);
    assertThat(layer.seen.memberEvents()).hasSize(2);
  }

  @Test
  void losingAMemberThatIsGoneAlreadyChangesNothing() {
    layer.join("web");
    layer.lose("web");

    layer.lose("web");

    assertThat(layer.statusOf("web")).isEqualTo(FAILED);
    assertThat(layer.seen.memberEvents()).hasSize(2);
    assertThat(layer.seen.log).contains("[WARN] serf: Bad state when leave: failed");
  }

  @Test
  void losingAnUnknownMemberChangesNothing() {
    layer.lose("web");

    assertThat(layer.statusOf("web")).isEqualTo(NONE);
    assertThat(layer.seen.raw).isEmpty();
  }

  @Test
  void aMemberThatComesBackIsAliveAgain() {
    layer.join("web");
    layer.lose("web");

    layer.join("web");

    assertThat(layer.statusOf("web")).isEqualTo(ALIVE);
    assertThat(layer.table.count(FAILED)).isZero();
    assertThat(layer.seen.memberEvents())
        .containsExactly("member-join web", "member-failed web", "member-join web");
  }

  @Test
  void aMemberThatComesBackIsWhatItSaysNow() {
    layer.join("web");
    layer.lose("web");

    layer.membership.onJoin(
        new Member(
            new Identity(
                "web",
                Address.ipv4(10, 0, 0, 9, 8000),
                Tags.encode(Map.of("role", "db")),
                new byte[] {1, 5, 2, 2, 5, 4}),
            2,
            MemberState.ALIVE,
            0));

    SerfMember member = layer.table.find("web").member();
    assertThat(member.address()).isEqualTo(Address.ipv4(10, 0, 0, 9, 8000));
    assertThat(member.tags()).containsExactly(entry("role", "db"));
    assertThat(member.versions().delegateCurrent()).isEqualTo(4);
  }

  @Test
  void aMemberThatComesBackWithinAMinuteOfItsFailureHasFlapped() {
    layer.join("web");
    layer.lose("web");
    layer.advance(Duration.ofSeconds(59));

    layer.join("web");

    assertThat(layer.seen.counters).containsEntry("serf.member.flap", 1L);
  }

  @Test
  void aMemberThatComesBackLaterHasNotFlapped() {
    layer.join("web");
    layer.lose("web");
    layer.advance(Duration.ofSeconds(60));

    layer.join("web");

    assertThat(layer.seen.counters).doesNotContainKey("serf.member.flap");
  }

  @Test
  void changedTagsAreAnUpdate() {
    layer.join("web");

    layer.membership.onUpdate(Layer.member("web", Map.of("version", "2")));

    assertThat(layer.table.find("web").member().tags()).containsExactly(entry("version", "2"));
    assertThat(layer.seen.memberEvents()).containsExactly("member-join web", "member-update web");
    assertThat(layer.seen.log).contains("[INFO] serf: EventMemberUpdate: web");
    assertThat(layer.seen.counters).containsEntry("serf.member.update", 1L);
  }

  @Test
  void metaWithoutTheMarkOfTagsIsARole() {
    layer.membership.onJoin(Layer.member("old", "db".getBytes(StandardCharsets.UTF_8)));
    layer.membership.onJoin(Layer.member("older", new byte[0]));

    assertThat(layer.table.find("old").member().tags()).containsExactly(entry("role", "db"));
    assertThat(layer.table.find("older").member().tags()).containsExactly(entry("role", ""));
  }

  @Test
  void aMemberWhoseTagsCannotBeReadHasNone() {
    layer.membership.onJoin(Layer.member("odd", new byte[] {(byte) 0xff, (byte) 0xc1}));

    assertThat(layer.table.find("odd").member().tags()).isEmpty();
    assertThat(layer.seen.counters).containsEntry(Complaints.MALFORMED, 1L);
  }

  @Test
  void aFailedMemberIsReapedAfterTheReconnectTimeout() {
    layer.join("web");
    layer.lose("web");
    startReaper();

    layer.advance(Duration.ofHours(24));
    assertThat(layer.statusOf("web")).isEqualTo(FAILED);

    layer.advance(Duration.ofSeconds(15));
    assertThat(layer.statusOf("web")).isEqualTo(NONE);
    assertThat(layer.seen.memberEvents()).endsWith("member-reap web");
    assertThat(layer.seen.log).endsWith("[INFO] serf: EventMemberReap: web");
  }

  @Test
  void aMemberThatLeftIsReapedAfterTheTombstoneTimeout() {
    layer.join("web");
    layer.intents.onLeave(new LeaveIntent(5, "web", false));
    layer.lose("web");
    startReaper();

    layer.advance(Duration.ofHours(24));
    assertThat(layer.statusOf("web")).isEqualTo(LEFT);

    layer.advance(Duration.ofSeconds(15));
    assertThat(layer.statusOf("web")).isEqualTo(NONE);
  }

  @Test
  void whoIsAliveIsNotReaped() {
    layer.join("web");
    layer.join("gone");
    layer.lose("gone");
    startReaper();

    layer.advance(Duration.ofDays(2));

    assertThat(layer.statusOf("web")).isEqualTo(ALIVE);
    assertThat(layer.statusOf("gone")).isEqualTo(NONE);
    assertThat(layer.table.count(FAILED)).isZero();
    assertThat(layer.table.count(ALIVE)).isEqualTo(1);
  }

  @Test
  void inAFullTableTheYoungestOfThoseThatAreGoneMakesRoom() {
    var full = new Layer(SerfSettings.library(Map.of()), new MemberTable(4, () -> {}));
    full.join(Layer.SELF);
    for (String name : List.of("old", "young", "alive")) {
      full.join(name);
    }
    full.lose("young");
    full.lose("old");

    full.join("new");

    assertThat(full.table.all().stream().map(MemberRecord::name))
        .containsExactly(Layer.SELF, "old", "alive", "new");
    assertThat(full.seen.memberEvents()).endsWith("member-reap young", "member-join new");
  }

  @Test
  void anIntentThatWaitsForMoreThanFiveMinutesIsForgotten() {
    layer.intents.onJoin(new JoinIntent(5, "web"));
    startReaper();

    layer.advance(Duration.ofMinutes(5));
    assertThat(layer.recent.find("web")).isNotNull();

    layer.advance(Duration.ofSeconds(15));
    assertThat(layer.recent.find("web")).isNull();
  }

  @Test
  void thisMemberNeverForgetsItself() {
    layer.join(Layer.SELF);
    layer.lifecycle.advance(SerfInstance.State.LEAVING);
    layer.intents.onLeave(new LeaveIntent(5, Layer.SELF, false));
    layer.lose(Layer.SELF);
    startReaper();

    layer.advance(Duration.ofDays(3));

    assertThat(layer.statusOf(Layer.SELF)).isEqualTo(LEFT);
  }

  private void startReaper() {
    new Reaper(
            layer.host,
            layer.settings,
            layer.table,
            layer.recent,
            layer.forgotten,
            layer.membership)
        .start();
  }
}
