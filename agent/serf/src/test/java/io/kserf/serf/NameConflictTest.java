package io.kserf.serf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.serf.TestPool.Node;
import io.kserf.serf.wire.ConflictResponse;
import io.kserf.serf.wire.JoinIntent;
import io.kserf.serf.wire.QueryMessage;
import io.kserf.serf.wire.QueryResponse;
import io.kserf.swim.Address;
import io.kserf.swim.wire.GoString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NameConflictTest {
  private final TestPool pool = new TestPool();

  @Test
  void theLaterClaimantOfANameLosesTheVote() {
    List<Node> nodes = pool.startJoined("a", "b", "twin");
    Node second = pool.startAt(Address.ipv4(10, 0, 0, 50, 7946), "twin", settings -> settings);

    second.join(nodes.getFirst());
    pool.advance(Duration.ofSeconds(10));

    assertThat(second.seen.lostConflicts)
        .isNotEmpty()
        .allMatch(
            reason -> reason.startsWith("minority in name conflict resolution, quiting [0 / "));
    assertThat(nodes.getLast().seen.lostConflicts).isEmpty();
    assertThat(second.seen.log)
        .anyMatch(line -> line.contains("Node name conflicts with another node at 10.0.0.3:7946"));
  }

  @Test
  void theFirstClaimantWinsTheVoteAndStays() {
    List<Node> nodes = pool.startJoined("a", "b", "twin");
    Node second = pool.startAt(Address.ipv4(10, 0, 0, 50, 7946), "twin", settings -> settings);

    second.join(nodes.getLast());
    pool.advance(Duration.ofSeconds(10));

    assertThat(nodes.getLast().seen.log)
        .contains("[INFO] serf: majority in name conflict resolution [2 / 2]");
    assertThat(nodes.getLast().seen.lostConflicts).isEmpty();
  }

  @Test
  void membersThatAreNotMeantOnlyWarn() {
    List<Node> nodes = pool.startJoined("a", "b", "twin");
    Node second = pool.startAt(Address.ipv4(10, 0, 0, 50, 7946), "twin", settings -> settings);

    second.join(nodes.getFirst());
    pool.advance(Duration.ofSeconds(10));

    assertThat(nodes.getFirst().seen.lostConflicts).isEmpty();
    assertThat(nodes.getFirst().seen.log)
        .anyMatch(
            line ->
                line.startsWith(
                    "[WARN] serf: Name conflict for 'twin' both 10.0.0.3:7946 and 10.0.0.50:7946"));
  }

  @Test
  void withoutResolutionNobodyVotes() {
    List<Node> nodes = pool.startJoined("a", "b", "twin");
    Node second =
        pool.startAt(
            Address.ipv4(10, 0, 0, 50, 7946), "twin", TestSettings::withoutNameConflictResolution);

    second.join(nodes.getFirst());
    pool.advance(Duration.ofSeconds(10));

    assertThat(second.seen.lostConflicts).isEmpty();
    assertThat(second.seen.log)
        .anyMatch(line -> line.contains("Node name conflicts with another node"));
  }

  @Test
  void whatIsNoVoteIsNotCounted() {
    Node node = pool.start("node");
    Stranger stranger = Stranger.among(pool, node);
    stranger.claim("node");
    pool.advance(Duration.ofSeconds(1));
    QueryMessage vote = stranger.heard(QueryMessage.class).getFirst();
    assertThat(vote.name()).isEqualTo("_serf_conflict");
    assertThat(new String(vote.payload(), UTF_8)).isEqualTo("node");

    stranger.say(answer(vote, "a", new JoinIntent(1, "a").encode()));
    stranger.say(answer(vote, "b", new byte[] {6, (byte) 0xc1}));
    stranger.say(answer(vote, "c", new ConflictResponse(null).encode()));
    pool.advance(Duration.ofSeconds(4));

    assertThat(node.seen.lostConflicts)
        .containsExactly("minority in name conflict resolution, quiting [0 / 1]");
    assertThat(node.seen.log)
        .anyMatch(line -> line.contains("Invalid conflict query response type from a"))
        .contains("[WARN] serf: minority in name conflict resolution, quiting [0 / 1]");
    assertThat(node.seen.counters).containsEntry(Complaints.MALFORMED, 1L);
  }

  @Test
  void aMappedAddressIsTheSameAddress() {
    Node node = pool.start("node");
    Stranger stranger = Stranger.among(pool, node);
    stranger.claim("node");
    pool.advance(Duration.ofSeconds(1));
    QueryMessage vote = stranger.heard(QueryMessage.class).getFirst();
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 10, 0, 0, 1};

    var known = new ConflictResponse.Known("node", mapped, 7946, Map.of(), 1, new byte[6]);
    stranger.say(answer(vote, "stranger", new ConflictResponse(known).encode()));
    pool.advance(Duration.ofSeconds(4));

    assertThat(node.seen.lostConflicts).isEmpty();
    assertThat(node.seen.log).contains("[INFO] serf: majority in name conflict resolution [1 / 1]");
  }

  @Test
  void aNameThatIsNoTextIsAskedForAndAnsweredWithItsBytes() {
    String name = GoString.decode(new byte[] {'x', (byte) 0xff, (byte) 0xfe}, 0, 3);
    Node node = pool.start(name);
    Stranger stranger = Stranger.among(pool, node);
    stranger.claim(name);
    pool.advance(Duration.ofSeconds(1));
    QueryMessage vote = stranger.heard(QueryMessage.class).getFirst();
    assertThat(vote.payload()).containsExactly('x', 0xff, 0xfe);
    assertThat(vote.name()).isEqualTo("_serf_conflict");
    assertThat(GoString.encode(vote.sourceNode())).containsExactly('x', 0xff, 0xfe);
  }

  @Test
  void whoIsAskedForANameThatIsNoTextKnowsIt() {
    String name = GoString.decode(new byte[] {'x', (byte) 0xff, (byte) 0xfe}, 0, 3);
    List<Node> nodes = pool.startJoined("a", "b", name);
    Node second = pool.startAt(Address.ipv4(10, 0, 0, 50, 7946), name, settings -> settings);

    second.join(nodes.getLast());
    pool.advance(Duration.ofSeconds(10));

    assertThat(nodes.getLast().seen.log)
        .contains("[INFO] serf: majority in name conflict resolution [2 / 2]");
  }

  private static QueryResponse answer(QueryMessage query, String from, byte[] payload) {
    return new QueryResponse(query.lamportTime(), query.id(), from, 0, payload);
  }

  @Test
  void oneVoteIsHeldAtATime() {
    List<Node> nodes = pool.startJoined("a", "b", "twin");
    Node second = pool.startAt(Address.ipv4(10, 0, 0, 50, 7946), "twin", settings -> settings);

    second.join(nodes.getFirst(), nodes.get(1), nodes.getLast());
    pool.advance(Duration.ofMillis(3_300));

    assertThat(second.seen.lostConflicts).hasSize(1);
  }

  @Test
  void aMemberThatLeavesAnywayCannotLose() {
    List<Node> nodes = pool.startJoined("a", "b", "twin");
    Node second = pool.startAt(Address.ipv4(10, 0, 0, 50, 7946), "twin", settings -> settings);
    second.join(nodes.getFirst());
    pool.advance(Duration.ofMillis(100));

    second.serf.leave(new Outcome<>());
    pool.advance(Duration.ofSeconds(10));

    assertThat(second.seen.lostConflicts).isEmpty();
  }

  @Test
  void aMemberWhoseVoteNobodyHearsLosesIt() {
    Node first = pool.start("twin");
    Node second = pool.startAt(Address.ipv4(10, 0, 0, 50, 7946), "twin", settings -> settings);

    second.join(first);
    pool.advance(Duration.ofSeconds(10));

    assertThat(second.seen.lostConflicts)
        .contains("minority in name conflict resolution, quiting [0 / 0]");
  }
}
