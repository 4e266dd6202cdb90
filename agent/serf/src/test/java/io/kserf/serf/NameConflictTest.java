package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.serf.TestPool.Node;
import io.kserf.swim.Address;
import java.time.Duration;
import java.util.List;
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
