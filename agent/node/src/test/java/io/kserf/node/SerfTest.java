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
import io.kserf.serf.SerfEvent.Members.Kind;
import io.kserf.serf.SerfException;
import io.kserf.serf.SerfInstance;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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
                assertThat(query.isOpen(System.nanoTime())).isTrue();
                query.respond("fine".getBytes(UTF_8));
              }
            });

    Query query = pool.get(0).query("health", new byte[0], QueryParams.DEFAULT);

    assertThat(query.await(List.of("b")).texts()).containsEntry("b", "fine");
  }

  @Test
  void aQueryForSomeIsAcknowledgedByThemAndOverAtItsDeadline() {
    Serf a = members.start("a", config -> config.tag("env", "prod"));
    Serf b = members.start("b", config -> config.tag("env", "preprod"));
    join(b, a);
    awaitStatus(b, "a", MemberStatus.ALIVE);
    var params =
        QueryParams.DEFAULT
            .tag("env", "^prod$")
            .nodes(List.of("a", "b"))
            .requestAck(true)
            .timeout(Duration.ofSeconds(2));

    QueryResult result = b.query("health", new byte[0], params).await();

    assertThat(result.acks()).containsExactly("a");
    assertThat(result.responses()).isEmpty();
  }

  @Test
  void aQueryFailsWhenItsAskerStops() {
    Serf a = members.start("a");
    var params = QueryParams.DEFAULT.requestAck(true).timeout(Duration.ofHours(1));
    Query query = a.query("health", new byte[0], params);
    CompletableFuture<QueryResult> result = query.result();
    assertThat(query.stream().findFirst()).contains(new QueryReply.Ack("a"));

    a.close();

    assertThatThrownBy(result::join)
        .hasRootCauseMessage("the member has stopped before the end of the query");
    assertThatThrownBy(query::await).isInstanceOf(SerfException.class);
  }

  @Test
  void aQueryThatIsRefusedIsNotAsked() {
    Serf a = members.start("a");

    assertThatThrownBy(() -> a.query("_serf_x", new byte[0], QueryParams.DEFAULT))
        .hasMessage("Queries cannot contain the '_serf_' prefix");
    assertThatThrownBy(() -> a.query("large", new byte[2000], QueryParams.DEFAULT))
        .hasMessage("query exceeds limit of 1024 bytes");
  }

  @Test
  void aMemberIsFoundByItsName() {
    List<Serf> pool = members.pool("a", "b");

    assertThat(pool.get(0).member("b")).contains(member(pool.get(0), "b"));
    assertThat(pool.get(0).member("c")).isEmpty();
  }

  @Test
  void whoWatchesSeesThePoolAsItIsAndThenEachChange() {
    List<Serf> pool = members.pool("a", "b");
    List<PoolView> views = new CopyOnWriteArrayList<>();

    CompletableFuture<Void> watch = pool.get(0).watchMembers().subscribe(views::add);
    await().atMost(SOON).untilAsserted(() -> assertThat(views).hasSize(1));
    assertThat(views.getFirst().members()).isEqualTo(pool.get(0).members());
    assertThat(views.getFirst().changes()).isEmpty();

    pool.get(1).leave();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(views.getLast().members()).isEqualTo(pool.get(0).members()));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(views.getLast().changes())
                    .containsExactly(new PoolView.Change(Kind.LEAVE, member(pool.get(0), "b"))));
    assertThat(views.getLast().alive()).containsExactly(pool.get(0).localMember());

    pool.get(0).close();
    assertThat(watch).succeedsWithin(SOON);
  }

  @Test
  void whoWaitsForTheEndIsToldWhy() {
    Serf a = members.start("a");
    var end = CompletableFuture.supplyAsync(a::awaitStop);

    a.close();

    assertThat(end).succeedsWithin(SOON).isEqualTo("");
    assertThat(a.awaitStop()).isEmpty();
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

    assertThat(pretender.awaitStop()).startsWith("minority in name conflict resolution");
    assertThat(pretender.stopped()).isCompletedWithValueMatching(reason -> !reason.isEmpty());
    assertThat(pretender.state()).isEqualTo(SerfInstance.State.SHUTDOWN);
    assertThat(pool.get(0).state()).isEqualTo(SerfInstance.State.ALIVE);
  }

  @Test
  void whoWasInterruptedCanStillClose() {
    Serf a = members.start("a");
    var bound = (InetSocketAddress) SocketAddresses.toSocket(a.localMember().address());
    Thread.currentThread().interrupt();

    assertThatThrownBy(a::awaitStop).hasMessageStartingWith("interrupted");
    a.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(a.stopped()).isCompletedWithValue("");
    Sockets.bind(new HostPort(bound.getHostString(), bound.getPort())).close();
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
