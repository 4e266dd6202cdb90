package io.kserf.node;

import static io.kserf.node.Members.SOON;
import static io.kserf.node.Members.addressOf;
import static io.kserf.node.Members.awaitStatus;
import static io.kserf.node.Members.join;
import static io.kserf.node.Members.member;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.MemberStatus;
import io.kserf.serf.QueryParams;
import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfException;
import io.kserf.serf.SerfInstance;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an application does with a member, on real sockets. */
class SerfTest {
  @RegisterExtension final Members members = new Members("127.71.5");

  @Test
  void aMemberIsAloneAndAliveUntilItJoins() {
    Serf a = members.start("a", config -> config.tag("role", "web"));

    assertThat(a.members()).containsExactly(a.localMember());
    assertThat(a.localMember().isAlive()).isTrue();
    assertThat(a.localMember().tags()).isEqualTo(Map.of("role", "web"));
    assertThat(a.localMember().address().ip()).hasSize(4);
    assertThat(a.state()).isEqualTo(SerfInstance.State.ALIVE);
    assertThat(a.isEncrypted()).isFalse();
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(members.heard(a)).containsExactly("member-join a"));
  }

  @Test
  void membersThatJoinSeeEachOtherWithTheirTags() {
    Serf a = members.start("a", config -> config.tag("role", "web"));
    Serf b = members.start("b", config -> config.tag("role", "db"));

    join(b, a);

    awaitStatus(a, "b", MemberStatus.ALIVE);
    awaitStatus(b, "a", MemberStatus.ALIVE);
    assertThat(member(a, "b").tags()).isEqualTo(Map.of("role", "db"));
    assertThat(member(b, "a").tags()).isEqualTo(Map.of("role", "web"));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(members.heard(a)).contains("member-join b"));
  }

  @Test
  void membersOnIpv6SeeEachOther() throws Exception {
    var loopback = InetAddress.getByName("::1");
    Assumptions.assumeTrue(
        NetworkInterface.getByInetAddress(loopback) != null,
        "==> SKIPPED: this host has no IPv6 (give its loopback interface the address ::1)");
    Serf a = members.start("a", config -> config.bind("[::1]:0"));
    Serf b = members.start("b", config -> config.bind("[::1]:0"));

    join(b, a);

    awaitStatus(a, "b", MemberStatus.ALIVE);
    awaitStatus(b, "a", MemberStatus.ALIVE);
    assertThat(a.localMember().address().ip()).isEqualTo(loopback.getAddress());
    assertThat(addressOf(a)).startsWith("[::1]:");
  }

  @Test
  void aChangeOfTagsSpreads() {
    List<Serf> pool = members.pool("a", "b");

    pool.get(0).setTags(Map.of("zone", "x"));

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(member(pool.get(1), "a").tags()).isEqualTo(Map.of("zone", "x")));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(members.heard(pool.get(1))).contains("member-update a"));
  }

  @Test
  void aUserEventReachesEverybodyOnce() {
    List<Serf> pool = members.pool("a", "b", "c");

    pool.get(0).userEvent("deploy", "v2".getBytes(UTF_8), false);

    for (Serf serf : pool) {
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(members.heard(serf)).containsOnlyOnce("user deploy"));
    }
  }

  @Test
  void aQueryIsAnsweredFromAnyThreadWithinItsDeadline() {
    List<Serf> pool = members.pool("a", "b");
    pool.get(1)
        .events()
        .subscribe(
            event -> {
              if (event instanceof SerfEvent.Query query) {
                assertThat(query.deadlineNanos()).isGreaterThan(System.nanoTime());
                query.responder().respond("fine".getBytes(UTF_8));
              }
            });
    var answers = new Answers();

    pool.get(0).query("health", new byte[0], QueryParams.DEFAULT, answers);

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(answers.responses()).containsEntry("b", "fine"));
  }

  @Test
  void aListenerThatThrowsHurtsNobody() {
    List<Serf> pool = members.pool("a", "b");

    pool.get(0)
        .query(
            "health",
            new byte[0],
            new QueryParams(List.of(), Map.of(), true, 0, java.time.Duration.ofMillis(300)),
            new Answers() {
              @Override
              public void onAck(String from) {
                throw new IllegalStateException("a defect of the application");
              }
            });

    await()
        .atMost(SOON)
        .until(
            () -> members.log().stream().anyMatch(line -> line.contains("whose listener failed")));
    assertThat(pool.get(0).members()).hasSize(2);
  }

  @Test
  void aLeaveIsSeenAsALeave() {
    List<Serf> pool = members.pool("a", "b");

    pool.get(0).leave();

    assertThat(pool.get(0).state()).isEqualTo(SerfInstance.State.LEFT);
    awaitStatus(pool.get(1), "a", MemberStatus.LEFT);
  }

  @Test
  void aCrashIsSeenAsAFailureAndTheReturnAsAJoin() {
    List<Serf> pool = members.pool("a", "b", "c");
    String address = addressOf(pool.get(2));

    pool.get(2).close();
    awaitStatus(pool.get(0), "c", MemberStatus.FAILED);
    awaitStatus(pool.get(1), "c", MemberStatus.FAILED);

    Serf again = members.start("c", config -> config.bind(address));
    join(again, pool.get(0));
    awaitStatus(pool.get(0), "c", MemberStatus.ALIVE);
    awaitStatus(pool.get(1), "c", MemberStatus.ALIVE);
  }

  @Test
  void aForcedLeaveTurnsAFailureIntoALeave() {
    List<Serf> pool = members.pool("a", "b", "c");
    pool.get(2).close();
    awaitStatus(pool.get(0), "c", MemberStatus.FAILED);

    pool.get(0).forceLeave("c", false);

    awaitStatus(pool.get(1), "c", MemberStatus.LEFT);
  }

  @Test
  void theSecondOfANameLosesTheVoteAndStops() {
    List<Serf> pool = members.pool("a", "b", "c");
    Serf pretender = members.start("a");

    pretender.join(List.of(addressOf(pool.get(1))));

    await().atMost(SOON).until(pretender.stopped().toCompletableFuture()::isDone);
    assertThat(pretender.stopped().toCompletableFuture().join()).isNotEmpty();
    assertThat(pretender.state()).isEqualTo(SerfInstance.State.SHUTDOWN);
    assertThat(pool.get(0).state()).isEqualTo(SerfInstance.State.ALIVE);
  }

  @Test
  void afterItsEndAMemberSaysSo() {
    Serf a = members.start("a");

    a.close();
    a.close();

    assertThat(a.stopped().toCompletableFuture().join()).isEmpty();
    assertThat(a.state()).isEqualTo(SerfInstance.State.SHUTDOWN);
    assertThatThrownBy(a::members)
        .isInstanceOf(SerfException.class)
        .hasMessage("this member is closed");
    assertThatThrownBy(() -> a.join(List.of("127.0.0.1"))).hasMessage("this member is closed");
  }

  @Test
  void aMemberThatLeftDoesNotJoinAgain() {
    Serf a = members.start("a");
    a.leave();

    assertThatThrownBy(() -> a.join(List.of("127.71.5.99")))
        .hasMessage("Serf can't Join after Leave or Shutdown");
  }
}
