package io.kserf.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code kserf packet} as a process, with the class path that the launcher gives it. */
class PacketIT {
  private static final Path ROOT = Path.of(System.getProperty("kserf.root"));
  private static final String ENCRYPTED =
      "0133747a80ecbaedff01567f7123b0c09dd03aaf29561dd4ce2a657e53d3f68ab375cac80327";

  private static AgentProcess shell(String line) throws IOException {
    return AgentProcess.start(ROOT, List.of("sh", "-c", line));
  }

  @Test
  void theExampleOfTheGuidePrintsWhatTheGuideSays() throws IOException, InterruptedException {
    String guide = Files.readString(ROOT.resolve("docs/agent.md"));
    MatchResult example =
        Pattern.compile("(echo \\w+ \\| agent/bin/kserf packet decode)\n```\n\n```json\n(.+)\n```")
            .matcher(guide)
            .results()
            .findFirst()
            .orElseThrow();

    try (var process = shell(example.group(1))) {
      assertThat(process.exit()).isZero();
      assertThat(process.lines()).containsExactly(example.group(2));
    }
  }

  @Test
  void anEncryptedPacketIsReadWithItsKeyOnly() throws IOException, InterruptedException {
    String decode = "echo " + ENCRYPTED + " | agent/bin/kserf packet decode -key=";
    try (var process = shell(decode + "0XoPibxG4OzCqojgdcZQug==")) {
      assertThat(process.exit()).isZero();
      assertThat(process.lines().getFirst()).endsWith("\"fields\": {\"SeqNo\": 22}}}");
    }
    try (var process = shell(decode + "lfOheT64XXLXhtZddyDuMQ==")) {
      assertThat(process.exit()).isEqualTo(1);
      assertThat(process.lines()).isEmpty();
    }
  }
}
