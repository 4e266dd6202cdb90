package io.kserf.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
  private static final Duration SOON = Duration.ofMillis(500);
  private static final SnapshotFile.Timing UNTIMED = (metric, nanos) -> {};

  @TempDir private Path folder;

  private final RecordedLog log = new RecordedLog();
  private final List<SnapshotFile> opened = new ArrayList<>();

  private SnapshotFile open(Path path) {
    return open(path, UNTIMED);
  }

  private SnapshotFile open(Path path, SnapshotFile.Timing timing) {
    var file = SnapshotFile.open(path, "test", false, timing, log);
    opened.add(file);
    return file;
  }

  @AfterEach
  void closeAll() {
    opened.forEach(file -> file.close().join());
  }

  private Path path() {
    return folder.resolve("serf.snapshot");
  }

  private Path written(String content) throws Exception {
    return Files.writeString(path(), content);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Waits until all that was asked for so far has been tried. */
  private static void settle(SnapshotFile file) {
    file.close().join();
  }

  @Test
  void linesAreInTheFileWithinHalfASecondWithoutAnotherLine() {
    open(path()).append(bytes("clock: 1\n"));

    await().atMost(SOON).untilAsserted(() -> assertThat(path()).hasContent("clock: 1\n"));
  }

  @Test
  void aFileThatDoesNotExistIsMadeForItsOwnerToWrite() throws Exception {
    SnapshotFile file = open(path());

    assertThat(path()).isEmptyFile();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .startsWith("rw-")
        .doesNotContain("x")
        .matches("...(r--|---)(r--|---)");
    assertThat(file.snapshot().recovered().alive()).isEmpty();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void whatIsThereIsRecoveredAndGoneOnFrom() throws Exception {
    SnapshotFile file = open(written("alive: a 10.0.0.1:7946\nclock: 5\n"));

    file.append(bytes("clock: 6\n"));
    settle(file);

    assertThat(file.snapshot().recovered().alive()).containsOnlyKeys("a");
    assertThat(file.snapshot().recovered().clock()).isEqualTo(5);
    assertThat(path()).hasContent("alive: a 10.0.0.1:7946\nclock: 5\nclock: 6\n");
  }

  @Test
  void aLineThatWasCutShortDoesNotBecomeTheStartOfTheNext() throws Exception {
    SnapshotFile file = open(written("clock: 5\nalive: tail 10.0.0.9:79"));

    file.append(bytes("alive: a 10.0.0.1:7946\n"));
    settle(file);

    assertThat(path()).hasContent("clock: 5\nalive: a 10.0.0.1:7946\n");
  }

  @Test
  void aReplacementTakesThePlaceOfAllBeforeIt() throws Exception {
    SnapshotFile file = open(written("clock: 1\n"));

    file.append(bytes("clock: 2\n"));
    file.replace(bytes("clock: 3\n"));
    file.append(bytes("clock: 4\n"));
    file.append(bytes("clock: 5\n"));
    settle(file);

    assertThat(path()).hasContent("clock: 3\nclock: 4\nclock: 5\n");
    assertThat(folder).isDirectoryNotContaining(other -> !other.equals(path()));
  }

  @Test
  void noOrderOfLinesAndReplacementsIsChangedOnTheWay() {
    var random = new Random(7);
    SnapshotFile file = open(path());
    var expected = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      String line = "clock: %d\n".formatted(i);
      if (random.nextInt(300) == 0) {
        // At most one replacement waits, as the recorder asks for them seldom.
        awaitWritten(expected.toString());
        expected.setLength(0);
        file.replace(bytes(line));
      } else {
        file.append(bytes(line));
      }
      expected.append(line);
    }
    settle(file);

    assertThat(path()).hasContent(expected.toString());
  }

  private void awaitWritten(String content) {
    await().atMost(Members.SOON).untilAsserted(() -> assertThat(path()).hasContent(content));
  }

  @Test
  void aReplacementIsAsStrictAsTheFileWas() throws Exception {
    Path path = written("clock: 1\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    SnapshotFile file = open(path);

    file.replace(bytes("clock: 2\n"));
    settle(file);

    assertThat(path).hasContent("clock: 2\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void aLinkToTheFileStaysOne() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), written("clock: 1\n"));
    SnapshotFile file = open(link);

    file.replace(bytes("clock: 2\n"));
    settle(file);

    assertThat(link).isSymbolicLink();
    assertThat(path()).hasContent("clock: 2\n");
  }

  @Test
  void whatACompactionLeftBehindThatWasKilledDoesNoHarm() throws Exception {
    Path leftover = Files.writeString(folder.resolve("serf.snapshot.compact"), "alive: hal");
    SnapshotFile file = open(written("clock: 1\n"));
    assertThat(file.snapshot().recovered().clock()).isEqualTo(1);

    file.replace(bytes("clock: 2\n"));
    settle(file);

    assertThat(path()).hasContent("clock: 2\n");
    assertThat(leftover).doesNotExist();
  }

  @Test
  void aCompactionDoesNotWriteThroughALinkThatSomebodyPlanted() throws Exception {
    Path victim = Files.writeString(folder.resolve("victim"), "dear to somebody");
    Files.createSymbolicLink(folder.resolve("serf.snapshot.compact"), victim);
    SnapshotFile file = open(path());

    file.replace(bytes("clock: 2\n"));
    settle(file);

    assertThat(victim).hasContent("dear to somebody");
    assertThat(path()).isRegularFile().hasContent("clock: 2\n");
  }

  @Test
  void aFullDiskIsSaidOnceAndLeavesNoHalfLine() throws Exception {
    try (var disk = new SmallDisk()) {
      Path path = disk.file("serf.snapshot");
      // It ends within a page, so that some of the next line would still fit.
      String content = "clock: 1\n".repeat(455);
      Files.writeString(path, content);
      SnapshotFile file = open(path);
      disk.fill();

      file.append(bytes("alive: member-1 10.0.0.1:7946\n"));
      file.append(bytes("alive: member-2 10.0.0.2:7946\n"));
      await().atMost(SOON).until(file::hasFailed);
      file.append(bytes("clock: 2\n"));
      file.replace(bytes("clock: 3\n"));
      settle(file);

      assertThat(path).hasContent(content);
      assertThat(disk.file("serf.snapshot.compact")).doesNotExist();
      assertThat(log.lines())
          .containsExactly(
              "ERR kserf: snapshot "
                  + path
                  + " cannot be written: no space left on device. The member goes on and tries"
                  + " again every 30 s; until then a restart goes back to what was written before");
    }
  }

  @Test
  void whenThereIsSpaceAgainAReplacementPutsItRight() throws Exception {
    try (var disk = new SmallDisk()) {
      Path path = disk.file("serf.snapshot");
      SnapshotFile file = open(path);
      disk.fill();
      file.append(bytes("clock: 1\n"));
      await().atMost(SOON).until(file::hasFailed);

      disk.free();
      file.append(bytes("clock: 2\n"));
      file.replace(bytes("clock: 2\nalive: a 10.0.0.1:7946\n"));
      await().atMost(SOON).until(() -> !file.hasFailed());
      file.append(bytes("clock: 3\n"));
      settle(file);

      assertThat(path).hasContent("clock: 2\nalive: a 10.0.0.1:7946\nclock: 3\n");
      assertThat(log.lines())
          .last()
          .isEqualTo("INFO kserf: snapshot " + path + " is complete again");
    }
  }

  @Test
  void aReplacementThatFailsLeavesTheOldFileToGoOnWith() throws Exception {
    Path obstacle = Files.createDirectory(folder.resolve("serf.snapshot.compact"));
    Files.createFile(obstacle.resolve("not-empty"));
    SnapshotFile file = open(written("clock: 1\n"));

    file.replace(bytes("clock: 2\n"));
    await().atMost(SOON).until(file::hasFailed);
    file.append(bytes("clock: 3\n"));
    settle(file);

    assertThat(path()).hasContent("clock: 1\nclock: 3\n");
    assertThat(log.lines()).singleElement().asString().contains("cannot be written: ");
  }

  @Test
  void aFileThatCannotBeReadIsSaidAndLeftAlone() throws Exception {
    Path directory = Files.createDirectory(path());

    SnapshotFile file = open(directory);
    file.append(bytes("clock: 1\n"));
    file.replace(bytes("clock: 1\n"));
    settle(file);

    assertThat(directory).isEmptyDirectory();
    assertThat(file.hasFailed()).isFalse();
    assertThat(log.lines())
        .containsExactly(
            "ERR kserf: snapshot "
                + directory
                + " cannot be read: not a regular file. The member starts as if it had none and"
                + " does not touch it (make it a file that this user may read and write, and"
                + " restart)");
  }

  @Test
  void aFolderThatIsNotThereYetIsSaidAndTriedAgain() throws Exception {
    Path path = folder.resolve("later/serf.snapshot");
    SnapshotFile file = open(path);
    assertThat(file.hasFailed()).isTrue();
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith(
            "ERR kserf: snapshot " + path + " cannot be written: no such file or directory.");

    Files.createDirectory(path.getParent());
    file.replace(bytes("clock: 1\n"));
    file.append(bytes("clock: 2\n"));
    settle(file);

    assertThat(path).hasContent("clock: 1\nclock: 2\n");
  }

  @Test
  void aDiskThatStandsStillHoldsNobodyUpAndCostsNoMoreThanItsBound() {
    var moves = new CountDownLatch(1);
    SnapshotFile file = open(path(), (metric, nanos) -> awaitUninterruptibly(moves));
    byte[] line = bytes("clock: 1\n");

    for (int written = 0; written < 3 * SnapshotFile.MAX_WAITING_BYTES; written += line.length) {
      file.append(line);
    }
    file.replace(bytes("clock: 2\n"));
    file.append(bytes("clock: 3\n"));
    assertThat(file.hasFailed()).isTrue();
    assertThat(log.lines()).singleElement().asString().contains("the disk stands still");

    moves.countDown();
    settle(file);
    assertThat(path()).hasContent("clock: 2\nclock: 3\n");
    assertThat(file.hasFailed()).isFalse();
  }

  @Test
  void linesThatWereDroppedBehindAReplacementAreNotForgotten() {
    var moves = new CountDownLatch(1);
    SnapshotFile file = open(path(), (metric, nanos) -> awaitUninterruptibly(moves));
    file.append(bytes("clock: 1\n"));
    file.replace(bytes("clock: 2\n"));

    // It fits no more, so neither does what follows: that would leave a hole.
    file.append(new byte[SnapshotFile.MAX_WAITING_BYTES + 1]);
    file.append(bytes("clock: 3\n"));
    moves.countDown();
    settle(file);

    assertThat(path()).hasContent("clock: 2\n");
    assertThat(file.hasFailed()).isTrue();
  }

  @Test
  void anEndDoesNotWaitForADiskThatStandsStill() {
    var moves = new CountDownLatch(1);
    SnapshotFile file = open(path(), (metric, nanos) -> awaitUninterruptibly(moves));
    file.append(bytes("clock: 1\n"));

    assertThat(file.close()).succeedsWithin(Duration.ofSeconds(5));
    moves.countDown();

    assertThat(log.lines()).singleElement().asString().contains("was not written within 2 s");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
