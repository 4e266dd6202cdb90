package io.kserf.node;

import static io.kserf.node.Members.SOON;
import static io.kserf.node.Members.addressOf;
import static io.kserf.node.Members.awaitStatus;
import static io.kserf.node.Members.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.MemberStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Members that start again from what they have left behind. */
class SnapshotTest {
  @RegisterExtension final Members members = new Members("127.71.8");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("serf.snapshot");
  }

  private Serf startAgain(Serf former, boolean rejoinAfterLeave) {
    String address = addressOf(former);
    former.close();
    return members.start(
        "b", config -> config.bind(address).snapshot(file()).rejoinAfterLeave(rejoinAfterLeave));
  }

  private Serf startJoinedTo(Serf seed) {
    Serf member = members.start("b", config -> config.snapshot(file()));
    join(member, seed);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(file()).content().contains("alive: a " + addressOf(seed)));
    return member;
  }

  @Test
  void aMemberThatWasRestartedFindsItsPoolAgain() {
    Serf seed = members.start("a");
    Serf member = startJoinedTo(seed);
    String address = addressOf(member);

    member.close();
    awaitStatus(seed, "b", MemberStatus.FAILED);
    Serf again = members.start("b", config -> config.bind(address).snapshot(file()));

    awaitStatus(again, "a", MemberStatus.ALIVE);
    awaitStatus(seed, "b", MemberStatus.ALIVE);
  }

  @Test
  void aMemberThatLeftStaysAwayUnlessItIsToRejoin() throws Exception {
    Serf seed = members.start("a");
    Serf member = startJoinedTo(seed);
    member.leave();
    assertThat(file()).content().contains("\nleave\n");

    Serf again = startAgain(member, false);
    assertThat(members.log()).noneMatch(line -> line.contains("re-join"));
    assertThat(again.members()).hasSize(1);
    join(again, seed);
    again.leave();

    Serf back = startAgain(again, true);
    awaitStatus(back, "a", MemberStatus.ALIVE);
    assertThat(members.log()).contains("INFO serf: Ignoring previous leave in snapshot");
  }

  @Test
  void aSnapshotThatCannotBeWrittenDoesNotStopTheMember() throws Exception {
    try (var disk = new SmallDisk()) {
      disk.fill();
      Path full = disk.file("serf.snapshot");
      Serf seed = members.start("a");
      Serf member = members.start("b", config -> config.snapshot(full));
      join(member, seed);

      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> members.log().stream().anyMatch(line -> line.contains("no space left")));
      awaitStatus(member, "a", MemberStatus.ALIVE);
      member.leave();
      member.close();

      assertThat(members.log()).filteredOn(line -> line.contains("snapshot")).hasSize(1);
    }
  }

  @Test
  void theEndOfAMemberIsOnTheDiskWhenCloseReturns() throws Exception {
    Serf member = members.start("a", config -> config.snapshot(file()));
    for (int i = 0; i < 200; i++) {
      member.userEvent("e" + i, new byte[0], false);
    }

    member.close();

    assertThat(Files.readString(file())).endsWith("event-clock: 200\n");
  }

  @Test
  void aStartThatFailsLeavesTheSnapshotAsItWas() throws Exception {
    Files.writeString(file(), "alive: x 10.0.0.1:7946\n");

    assertThatThrownBy(
            () -> members.start("b", config -> config.snapshot(file()).tag("t", "x".repeat(600))))
        .hasMessage("Encoded length of tags exceeds limit of 512 bytes");

    assertThat(file()).hasContent("alive: x 10.0.0.1:7946\n");
  }
}
