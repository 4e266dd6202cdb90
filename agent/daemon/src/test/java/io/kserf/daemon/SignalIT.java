package io.kserf.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of an agent as HashiCorp's was recorded, up to times. */
class SignalIT {
  private static final String IP = Loopback.address(51);
  private static final Pattern TIME = Pattern.compile("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d");

  private static final List<String> STARTED =
      List.of(
          "==> Starting Serf agent...",
          "==> Starting Serf agent RPC...",
          "==> Serf agent running!",
          "                      Node name: 'life'",
          "                      Bind addr: '" + IP + ":7946'",
          "                       RPC addr: '" + IP + ":7373'",
          "                      Encrypted: false",
          "                       Snapshot: false",
          "                        Profile: lan",
          "    Message Compression Enabled: true",
          "",
          "==> Log data will now stream in as it occurs:",
          "",
          "    TIME [INFO] agent: Serf agent starting",
          "    TIME [INFO] serf: EventMemberJoin: life " + IP,
          "    TIME [INFO] agent: Received event: member-join");

  @TempDir Path directory;

  private AgentProcess started(String json) throws IOException {
    Path config = Files.writeString(directory.resolve("config.json"), json);
    var agent = AgentProcess.agent(directory, "life", IP, "-config-file=" + config);
    return agent.awaitLine("Received event: member-join");
  }

  private static List<String> lines(AgentProcess agent) {
    return agent.lines().stream().map(line -> TIME.matcher(line).replaceAll("TIME")).toList();
  }

  private static void assertSaid(AgentProcess agent, String... afterStart) {
    assertThat(lines(agent).subList(0, STARTED.size())).isEqualTo(STARTED);
    assertThat(lines(agent).subList(STARTED.size(), agent.lines().size()))
        .containsSubsequence(afterStart);
  }

  @Test
  void anInterruptLeavesAndReturnsZero() throws IOException, InterruptedException {
    try (var agent = started("{}")) {
      assertThat(agent.signal("INT").exit()).isZero();
      assertSaid(
          agent,
          "==> Caught signal: interrupt",
          "==> Gracefully shutting down agent...",
          "    TIME [INFO] agent: requesting graceful leave from Serf",
          "    TIME [INFO] serf: EventMemberLeave: life " + IP,
          "    TIME [INFO] agent: requesting serf shutdown",
          "    TIME [INFO] agent: shutdown complete");
    }
  }

  @Test
  void terminateStopsAtOnceAndReturnsOne() throws IOException, InterruptedException {
    try (var agent = started("{}")) {
      assertThat(agent.signal("TERM").exit()).isEqualTo(1);
      assertSaid(
          agent,
          "==> Caught signal: terminated",
          "    TIME [INFO] agent: requesting serf shutdown",
          "    TIME [WARN] serf: Shutdown without a Leave",
          "    TIME [INFO] agent: shutdown complete");
      assertThat(agent.text()).doesNotContain("Gracefully");
    }
  }

  @Test
  void terminateLeavesIfItIsToldSo() throws IOException, InterruptedException {
    try (var agent = started("{\"leave_on_terminate\": true}")) {
      assertThat(agent.signal("TERM").exit()).isZero();
      assertSaid(
          agent,
          "==> Caught signal: terminated",
          "==> Gracefully shutting down agent...",
          "    TIME [INFO] serf: EventMemberLeave: life " + IP);
    }
  }

  @Test
  void anInterruptStopsAtOnceIfItIsToldSo() throws IOException, InterruptedException {
    try (var agent = started("{\"skip_leave_on_interrupt\": true}")) {
      assertThat(agent.signal("INT").exit()).isEqualTo(1);
      assertSaid(
          agent, "==> Caught signal: interrupt", "    TIME [WARN] serf: Shutdown without a Leave");
    }
  }

  @Test
  void aSecondSignalEndsALeaveAndReturnsOne() throws IOException, InterruptedException {
    try (var agent = started("{}")) {
      agent.signal("INT").awaitLine("Gracefully shutting down agent...").signal("INT");
      assertThat(agent.exit()).isEqualTo(1);
    }
  }

  @Test
  void hangupAppliesTagsLogLevelHandlersAndSwitchesAndNothingElse()
      throws IOException, InterruptedException {
    Path said = directory.resolve("said");
    try (var agent = started("{\"tags\": {\"role\": \"web\"}}")) {
      Files.writeString(
          directory.resolve("config.json"),
          """
          {"tags": {"role": "db"}, "log_level": "debug", "leave_on_terminate": true,
           "event_handlers": ["user:x=echo new > %s"], "node_name": "other"}
          """
              .formatted(said));
      agent.signal("HUP").awaitLine("serf: EventMemberUpdate: life");
      try (var members = AgentProcess.kserf(directory, "members", "-rpc-addr=" + IP + ":7373")) {
        assertThat(members.exit()).isZero();
        assertThat(members.text()).contains("life").contains("role=db");
      }
      try (var event =
          AgentProcess.kserf(
              directory, "event", "-coalesce=false", "-rpc-addr=" + IP + ":7373", "x")) {
        assertThat(event.exit()).isZero();
      }
      agent.awaitLine("[DEBUG] agent: Event 'user' script output:");
      assertThat(said).hasContent("new");
      assertThat(agent.signal("TERM").exit()).isZero();
      assertSaid(agent, "==> Caught signal: hangup", "==> Reloading configuration...");
    }
  }

  @Test
  void aConfigurationThatIsBrokenMeanwhileChangesNothing()
      throws IOException, InterruptedException {
    try (var agent = started("{}")) {
      Files.writeString(directory.resolve("config.json"), "{\"log_level\": \"loud\"}");
      agent.signal("HUP").awaitLine("==> Invalid log level: LOUD");
      assertThat(agent.signal("INT").exit()).isZero();
    }
  }

  @Test
  void anInterruptIsHeardInTheBackgroundOfAScript() throws IOException, InterruptedException {
    String script =
        "%s agent -node=life -bind=%s -rpc-addr=%s:7373 & echo pid $!; wait $!; echo exit $?"
            .formatted(AgentProcess.launcher(), IP, IP);
    try (var shell = AgentProcess.start(directory, List.of("/bin/sh", "-c", script))) {
      shell.awaitLine("Received event: member-join");
      String pid = shell.lines().getFirst().substring("pid ".length());
      new ProcessBuilder("kill", "-INT", pid).start().waitFor();
      assertThat(shell.exit()).isZero();
      assertThat(shell.lines()).contains("exit 0");
    }
  }

  @Test
  void aClientsLeaveIsAnsweredAndEndsTheAgentWithZero() throws IOException, InterruptedException {
    try (var agent = started("{}");
        var leave = AgentProcess.kserf(directory, "leave", "-rpc-addr=" + IP + ":7373")) {
      assertThat(leave.exit()).isZero();
      assertThat(leave.text()).isEqualTo("Graceful leave complete");
      assertThat(agent.exit()).isZero();
    }
  }
}
