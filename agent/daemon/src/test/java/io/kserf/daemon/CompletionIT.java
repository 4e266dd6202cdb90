package io.kserf.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code completion} as the launcher runs it. */
class CompletionIT {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void theAgentsFlagsAreKnownWithoutTheEngineOnTheClassPath(String shell)
      throws IOException, InterruptedException {
    try (var kserf = AgentProcess.kserf(directory, "completion", shell)) {
      assertThat(kserf.exit()).as(kserf.errors()).isZero();
      assertThat(kserf.text()).contains("gossip-extra-bytes").contains("lan", "wan", "fast");
    }
  }

  @Test
  void theListOfCommandsNeedsNoEngineEither() throws IOException, InterruptedException {
    try (var kserf = AgentProcess.kserf(directory, "--help")) {
      assertThat(kserf.exit()).isZero();
      assertThat(kserf.errors()).contains("    packet  ", "    version  ");
    }
  }

  @Test
  void bashAsksTheAgentForNamesOfMembers() throws IOException, InterruptedException {
    String ip = Loopback.address(83);
    String script =
        """
        source <("$1" completion bash) && export SERF_RPC_ADDR=$2:7373
        COMP_WORDS=("$1" rtt w) COMP_CWORD=2
        _kserf
        echo "offered: ${COMPREPLY[*]}"
        """;
    try (var agent = AgentProcess.agent(directory, "web1", ip).awaitRunning();
        var bash =
            AgentProcess.start(
                directory, List.of("bash", "-c", script, "bash", AgentProcess.launcher(), ip))) {
      assertThat(bash.exit()).isZero();
      assertThat(bash.text()).isEqualTo("offered: web1");
      assertThat(agent.signal("TERM").exit()).isEqualTo(1);
    }
  }
}
