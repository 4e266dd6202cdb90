package io.kserf.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code members -watch} beside real agents. */
class WatchIT {
  private static final String A = Loopback.address(80);
  private static final String B = Loopback.address(81);

  @TempDir Path directory;

  private AgentProcess watch(String... more) throws IOException {
    String[] words = new String[more.length + 3];
    words[0] = "members";
    words[1] = "-watch";
    words[2] = "-rpc-addr=" + A + ":7373";
    System.arraycopy(more, 0, words, 3, more.length);
    return AgentProcess.kserf(directory, words);
  }

  @Test
  void aMemberThatJoinsAndFailsHasALineForEachUntilTheInterruptOrTheEndOfTheAgent()
      throws IOException, InterruptedException {
    try (var a = AgentProcess.agent(directory, "a", A, "-profile=fast").awaitRunning();
        var all = watch().awaitLine("  a  " + A + ":7946  alive");
        var onlyB = watch("-name=b", "-status=alive")) {
      try (var b = AgentProcess.agent(directory, "b", B, "-profile=fast", "-join=" + A)) {
        b.awaitRunning();
        all.awaitLine("  b  " + B + ":7946  alive");
        onlyB.awaitLine("  b  " + B + ":7946  alive");
        b.signal("KILL");
        all.awaitLine("  b  " + B + ":7946  failed");
        onlyB.awaitLine("  b  " + B + ":7946  failed");
      }
      assertThat(onlyB.signal("INT").exit()).isZero();
      assertThat(onlyB.lines()).hasSize(2);
      a.signal("TERM");
      assertThat(all.exit()).isEqualTo(1);
      assertThat(all.text()).contains("The agent closed the connection");
    }
  }
}
