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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MonitorTest {
  private static final RpcMember MEMBER =
      new RpcMember(
          "gb", new byte[] {127, 0, 77, 2}, 7946, Map.of("x", "é"), "alive", 1, 5, 2, 2, 5, 5);

  private static final String OUTPUT =
      """
      2026/11/24 09:05:08 [INFO] serf: EventMemberJoin: gb 127.0.77.2
      Event Info:
      \tEvent: "member-join"
      \tMembers: []interface {}{map[interface {}]interface {}{"Addr":[]uint8{0x7f, 0x0, 0x4d, 0x2}, \
      "DelegateCur":5, "DelegateMax":5, "DelegateMin":2, "Name":"gb", "Port":0x1f0a, \
      "ProtocolCur":2, "ProtocolMax":5, "ProtocolMin":1, "Status":"alive", \
      "Tags":map[interface {}]interface {}{"x":"é"}}}
      Event Info:
      \tCoalesce: true
      \tEvent: "user"
      \tLTime: 3
      \tName: "q\\"uo\\tte"
      \tPayload: []byte{0x1, 0xff}
      Event Info:
      \tEvent: "query"
      \tID: 1
      \tLTime: 0x100
      \tName: "mon-q"
      \tPayload: <nil>
      """;

  @Test
  void eventsAreShownInGosSyntaxBetweenTheLogLinesUntilTheInterrupt() throws Exception {
    try (var agent = new ScriptedAgent(MonitorTest::answer)) {
      var kserf = new CommandLine(agent.environment());
      var exit = CompletableFuture.supplyAsync(() -> kserf.run(List.of("monitor")));
      await().until(() -> kserf.out().length() >= OUTPUT.length());
      await().until(kserf::isInterruptible);
      kserf.interrupt();
      assertThat(exit.get(10, TimeUnit.SECONDS)).isZero();
      assertThat(kserf.out()).isEqualTo(OUTPUT);
      assertThat(agent.requests())
          .containsExactly(
              new RpcRequest.Handshake(1),
              new RpcRequest.Stream("*"),
              new RpcRequest.Monitor("INFO"),
              new RpcRequest.Stop(3),
              new RpcRequest.Stop(2));
    }
  }

  private static void answer(RpcCall call, OutputStream out) throws IOException {
    out.write(RpcEncoder.response(call.seq(), ""));
    if (call.request() instanceof RpcRequest.Monitor) {
      String line = "2026/11/24 09:05:08 [INFO] serf: EventMemberJoin: gb 127.0.77.2";
      out.write(RpcEncoder.response(3, "", new RpcResponse.LogLine(line)));
      out.write(RpcEncoder.response(2, "", new RpcRecord.Members("member-join", List.of(MEMBER))));
      byte[] payload = {1, -1};
      out.write(RpcEncoder.response(2, "", new RpcRecord.User(3, "q\"uo\tte", payload, true)));
      out.write(RpcEncoder.response(2, "", new RpcRecord.Query(1, 256, "mon-q", new byte[0])));
    }
  }

  @Test
  void anAgentThatGoesAwayEndsItWithANotice() throws Exception {
    try (var agent =
        new ScriptedAgent(
            (call, out) -> {
              out.write(RpcEncoder.response(call.seq(), ""));
              if (call.request() instanceof RpcRequest.Monitor) {
                out.close();
              }
            })) {
      var kserf = new CommandLine(agent.environment());
      assertThat(kserf.run(List.of("monitor"))).isEqualTo(1);
      assertThat(kserf.out()).startsWith("\nThe agent closed the connection").hasLineCount(3);
    }
  }

  @Test
  void aLevelThatTheAgentRefusesIsTold() throws Exception {
    try (var agent =
        new ScriptedAgent(
            (call, out) ->
                out.write(
                    RpcEncoder.response(
                        call.seq(),
                        call.request() instanceof RpcRequest.Monitor
                            ? "Unknown log level: BAD"
                            : "")))) {
      var kserf = new CommandLine(agent.environment());
      assertThat(kserf.run(List.of("monitor", "-log-level=bad"))).isEqualTo(1);
      assertThat(kserf.out()).isEqualTo("Error starting monitor: Unknown log level: BAD\n");
    }
  }
}
