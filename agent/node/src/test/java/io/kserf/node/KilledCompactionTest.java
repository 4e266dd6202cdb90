package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

class KilledCompactionTest {
  @TempDir private Path folder;

  @RepeatedTest(5)
  void aMemberThatIsKilledWhileItCompactsLosesNothing(RepetitionInfo repetition) throws Exception {
    Path file = folder.resolve("serf.snapshot");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                EndlessCompaction.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("ready");
      // It compacts more than a hundred times a second, so each repetition hits another moment.
      process.waitFor(7L * repetition.getCurrentRepetition(), TimeUnit.MILLISECONDS);
    } finally {
      process.destroyForcibly().waitFor();
    }

    var log = new RecordedLog();
    assertThat(SnapshotReader.read(file, false, log).alive()).hasSize(EndlessCompaction.MEMBERS);
    assertThat(log.lines()).isEmpty();
  }
}
