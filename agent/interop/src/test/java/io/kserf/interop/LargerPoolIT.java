package io.kserf.interop;

import static io.kserf.interop.Pool.SOON;
import static io.kserf.interop.Pool.awaitAllAlive;
import static io.kserf.interop.Pool.awaitStatuses;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three of HashiCorp's agents, the first of them an old one where it can be had, and three of ours
 * go together through what happens to pools.
 */
@ParameterizedClass(name = "encrypted: {0}")
@ValueSource(booleans = {false, true})
class LargerPoolIT {
  private static final String FRESH_KEY = "JArCsXZ1gOvT5M0WCMBVug==";

  @RegisterExtension final Pool pool = new Pool();

  @Parameter boolean encrypted;

  private AgentPeer theirs1;
  private AgentPeer theirs2;
  private AgentPeer theirs3;
  private AgentPeer ours1;
  private AgentPeer ours2;
  private AgentPeer ours3;
  private List<AgentPeer> all;

  @BeforeEach
  void startAPoolOfSix() {
    pool.encryptWith(encrypted ? Pool.KEY : "");
    pool.inProfile("lan");
    theirs1 = agent("theirs-1", Binary.oldestSerf());
    theirs2 = agent("theirs-2", Binary.SERF);
    theirs3 = agent("theirs-3", Binary.SERF);
    ours1 = agent("ours-1", Binary.KSERF);
    ours2 = agent("ours-2", Binary.KSERF);
    ours3 = agent("ours-3", Binary.KSERF);
    all = List.of(theirs1, theirs2, theirs3, ours1, ours2, ours3);

    // A chain, so that most learn of each other through the other kind.
    ours1.join(theirs1);
    theirs2.join(ours1);
    ours2.join(theirs2);
    theirs3.join(ours2);
    ours3.join(theirs3);
    awaitAllAlive(all);
  }

  private AgentPeer agent(String name, Binary kind) {
    return pool.agent(name, kind, Binary.SERF, "-snapshot=" + pool.file(name + ".snapshot"));
  }

  @Test
  void newsReachesEverybodyAndKeysAreExchanged() {
    tagsAreSeenByEverybody();
    eventsAreHeardByEverybody();
    queriesReachThoseWhomTheyAreFor();
    if (encrypted) {
      keysAreExchanged();
      eventsAreHeardByEverybody();
    }
  }

  private void tagsAreSeenByEverybody() {
    ours2.setTag("zone", "a");
    theirs2.setTag("zone", "a");
    for (AgentPeer observer : all) {
      for (AgentPeer member : List.of(ours2, theirs2)) {
        await("the tags of %s at %s".formatted(member.name(), observer.name()))
            .atMost(SOON)
            .untilAsserted(
                () ->
                    assertThat(observer.sees(member).orElseThrow().tags())
                        .containsEntry("zone", "a")
                        .containsEntry("role", "role-of-" + member.name()));
      }
    }
  }

  private void eventsAreHeardByEverybody() {
    int before = theirs1.userEvents().size();
    theirs3.userEvent("deploy", "from them");
    ours3.userEvent("deploy", "from us");
    for (AgentPeer peer : all) {
      await("two more events at " + peer.name())
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(peer.userEvents().stream().skip(before))
                      .containsExactlyInAnyOrder("deploy from us", "deploy from them"));
    }
  }

  private void queriesReachThoseWhomTheyAreFor() {
    for (AgentPeer asking : List.of(theirs1, ours1)) {
      assertThat(asking.ask().keySet()).isEqualTo(names(all));
      assertThat(asking.askThose("-node=ours-3", "-node=theirs-3"))
          .containsOnlyKeys("ours-3", "theirs-3");
      assertThat(asking.askThose("-tag=zone=^a$")).containsOnlyKeys("ours-2", "theirs-2");
      assertThat(asking.askThose("-node=ours-2", "-tag=role=.*ours.*")).containsOnlyKeys("ours-2");
    }
  }

  /** Each step through an agent of another kind than the one before. */
  private void keysAreExchanged() {
    theirs2.run("keys", "-install", FRESH_KEY);
    assertThat(ours1.run("keys", "-list").lines())
        .contains(Pool.KEY + "  [6/6]", FRESH_KEY + " ".repeat(22) + "[6/6]");
    ours2.run("keys", "-use", FRESH_KEY);
    theirs3.run("keys", "-remove", Pool.KEY);
    for (AgentPeer peer : List.of(theirs1, ours3)) {
      assertThat(peer.run("keys", "-list")).endsWith("...\n\n" + FRESH_KEY + "  [6/6]\n");
    }
  }

  @Test
  void membersAreLostComeBackLeaveAndAreForgotten() {
    expectComplaintsAboutThoseWhoAreGone();
    whoIsKilledComesBack();
    whoIsStoppedFindsThePoolByItsSnapshot();
    twoWithOneNameAreTold();
    whoLeavesHasLeft();
    whoIsPrunedIsForgotten();
  }

  private void expectComplaintsAboutThoseWhoAreGone() {
    pool.expectComplaint("(Failed fallback TCP ping|Failed to send|Push/Pull with).*refused");
    pool.expectComplaint("Refuting an? (alive|suspect|dead) message");
  }

  private void whoIsKilledComesBack() {
    ours3.kill();
    theirs2.kill();
    awaitStatusAtOthers("failed", ours3, theirs2);

    // What HashiCorp's had not yet written to its snapshot is lost.
    ours3.restart();
    theirs2.restart();
    theirs2.join(ours1);
    awaitAllAlive(all);
    assertThat(ours3.log())
        .anyMatch(line -> line.contains("serf: Re-joined to previously known node"));
  }

  private void whoIsStoppedFindsThePoolByItsSnapshot() {
    theirs3.signal("TERM");
    awaitStatusAtOthers("failed", theirs3);

    theirs3.restart();
    awaitAllAlive(all);
  }

  private void twoWithOneNameAreTold() {
    pool.expectComplaint("(?i)conflict");
    // Not of those who leave later: a twin's join may be later than what they know.
    AgentPeer ourTwin = pool.agent("theirs-1", Binary.KSERF, Binary.SERF);
    AgentPeer theirTwin = pool.agent("ours-1", Binary.SERF, Binary.SERF);

    ourTwin.run("join", theirs2.address());
    theirTwin.run("join", ours2.address());

    assertThat(ourTwin.awaitEnd()).isZero();
    assertThat(theirTwin.awaitEnd()).isZero();
    awaitAllAlive(all);
    for (AgentPeer observer : all) {
      assertThat(observer.sees(ours1).orElseThrow().address()).isEqualTo(ours1.address());
      assertThat(observer.sees(theirs1).orElseThrow().address()).isEqualTo(theirs1.address());
    }
  }

  private void whoLeavesHasLeft() {
    ours2.leave();
    theirs2.leave();

    awaitStatusAtOthers("left", ours2, theirs2);
  }

  private void whoIsPrunedIsForgotten() {
    ours3.kill();
    awaitStatusAtOthers("failed", ours3);

    theirs1.run("force-leave", "-prune", "ours-3");
    ours1.run("force-leave", "-prune", "theirs-2");
    awaitStatusAtOthers("", ours3, theirs2);
  }

  private void awaitStatusAtOthers(String status, AgentPeer... members) {
    for (AgentPeer observer : all) {
      if (observer.isRunning()) {
        awaitStatuses(observer, List.of(members), status);
      }
    }
  }

  private static Set<String> names(List<AgentPeer> peers) {
    return peers.stream().map(Peer::name).collect(toSet());
  }
}
