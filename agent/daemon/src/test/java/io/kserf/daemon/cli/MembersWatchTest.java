package io.kserf.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.rpc.RpcCall;
import io.kserf.rpc.RpcEncoder;
import io.kserf.rpc.RpcMember;
import io.kserf.rpc.RpcRecord;
import io.kserf.rpc.RpcRequest;
import io.kserf.rpc.RpcResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code members -watch} against an agent whose member {@code web} fails after the first list. */
@Timeout(20)
class MembersWatchTest {
  private static final long STREAM = 2;
  private static final String JOINED = "web  127.0.77.2:7946  alive  role=web";
  private static final String FAILED = "web  127.0.77.2:7946  failed  role=web";

  private int lists;

  private static RpcMember web(String status) {
    byte[] addr = {127, 0, 77, 2};
    return new RpcMember("web", addr, 7946, Map.of("role", "web"), status, 1, 5, 2, 2, 5, 5);
  }

  private void answer(RpcCall call, OutputStream out) throws IOException {
    if (!(call.request() instanceof RpcRequest.MembersFiltered)) {
      out.write(RpcEncoder.response(call.seq(), ""));
      return;
    }
    lists++;
    RpcMember web = web(lists == 1 ? "alive" : "failed");
    out.write(RpcEncoder.response(call.seq(), "", new RpcResponse.MemberList(List.of(web))));
    if (lists == 1) {
      var failed = new RpcRecord.Members("member-failed", List.of(web("failed")));
      out.write(RpcEncoder.response(STREAM, "", failed));
    }
  }

  private static void interruptAfter(CommandLine kserf, String text, List<String> words)
      throws Exception {
    var exit = CompletableFuture.supplyAsync(() -> kserf.run(words));
    await().until(() -> kserf.out().contains(text));
    kserf.interrupt();
    assertThat(exit.get(10, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void intoAPipeItPrintsALineAChangeUntilTheInterrupt() throws Exception {
    try (var agent = new ScriptedAgent(this::answer)) {
      var kserf = new CommandLine(agent.environment());
      interruptAfter(kserf, "failed", List.of("members", "-watch"));
      assertThat(kserf.out().lines())
          .hasSize(2)
          .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z  web .*"))
          .satisfiesExactly(
              line -> assertThat(line).endsWith("Z  " + JOINED),
              line -> assertThat(line).endsWith("Z  " + FAILED));
    }
  }

  @Test
  void onATerminalItDrawsTheTableAnewUntilTheInterrupt() throws Exception {
    try (var agent = new ScriptedAgent(this::answer)) {
      var terminal = new FixedTerminal(Optional.of(new Terminal.Size(24, 80)));
      var kserf = new CommandLine(agent.environment(), terminal);
      interruptAfter(kserf, "failed", List.of("members", "-watch"));
      assertThat(kserf.out())
          .isEqualTo(
              "\u001b[H%s\u001b[K\n\u001b[J\u001b[H%s\u001b[K\n\u001b[J\n"
                  .formatted(JOINED, FAILED));
    }
  }

  @Test
  void theAgentAppliesTheFiltersAndTellsOfMembersOnly() throws Exception {
    try (var agent = new ScriptedAgent(this::answer)) {
      var kserf = new CommandLine(agent.environment());
      List<String> words =
          List.of("members", "-watch", "-status=alive|failed", "-tag", "role=w.*", "-name=web");
      interruptAfter(kserf, "failed", words);
      var filtered = new RpcRequest.MembersFiltered(Map.of("role", "w.*"), "alive|failed", "web");
      assertThat(agent.requests())
          .containsExactly(
              new RpcRequest.Handshake(1),
              new RpcRequest.Stream(
                  "raw:member-join,member-leave,member-failed,member-update,member-reap"),
              filtered,
              filtered);
    }
  }

  @Test
  void anAgentThatGoesAwayEndsItWithANotice() throws Exception {
    try (var agent =
        new ScriptedAgent(
            (call, out) -> {
              answer(call, out);
              if (lists == 2) {
                out.close();
              }
            })) {
      var kserf = new CommandLine(agent.environment());
      assertThat(kserf.run(List.of("members", "-watch"))).isEqualTo(1);
      assertThat(kserf.out().lines().skip(2))
          .containsExactly(
              "",
              "The agent closed the connection: it has stopped or is restarting.",
              "Run this command again when it is back.");
    }
  }

  @Test
  void anAgentThatGoesAwayInsteadOfAnsweringEndsItWithTheSameNotice() throws Exception {
    try (var agent =
        new ScriptedAgent(
            (call, out) -> {
              if (lists == 1 && call.request() instanceof RpcRequest.MembersFiltered) {
                out.close();
              } else {
                answer(call, out);
              }
            })) {
      var kserf = new CommandLine(agent.environment());
      assertThat(kserf.run(List.of("members", "-watch"))).isEqualTo(1);
      assertThat(kserf.out()).contains("\n\nThe agent closed the connection");
    }
  }

  @Test
  void aFilterThatTheAgentCannotReadFailsAsItDoesWithoutWatching() throws Exception {
    try (var agent =
        new ScriptedAgent(
            (call, out) -> {
              if (call.request() instanceof RpcRequest.MembersFiltered) {
                out.close();
              } else {
                answer(call, out);
              }
            })) {
      var kserf = new CommandLine(agent.environment());
      assertThat(kserf.run(List.of("members", "-watch", "-name=("))).isEqualTo(1);
      assertThat(kserf.out()).isEqualTo("Error retrieving members: client closed\n");
    }
  }

  @Test
  void jsonCannotBeWatched() {
    var kserf = new CommandLine(Map.of("SERF_RPC_ADDR", "127.0.0.1:1"));
    assertThat(kserf.run(List.of("members", "-watch", "-format=json"))).isEqualTo(1);
    assertThat(kserf.out()).isEqualTo("-watch shows text only, not -format=json\n");
  }
}
