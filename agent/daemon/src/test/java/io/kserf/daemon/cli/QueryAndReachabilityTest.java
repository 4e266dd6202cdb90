package io.kserf.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.rpc.RpcAnswer;
import io.kserf.rpc.RpcEncoder;
import io.kserf.rpc.RpcMember;
import io.kserf.rpc.RpcRequest;
import io.kserf.rpc.RpcResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class QueryAndReachabilityTest {
  @Test
  void missingAcksAreNamedAndFailTheTest() throws Exception {
    try (var agent = pool(List.of("a", "b", "c"), "a")) {
      var kserf = new CommandLine(agent.environment());
      assertThat(kserf.run(List.of("reachability"))).isEqualTo(1);
      assertThat(kserf.out())
          .startsWith(
              """
              Total members: 3, live members: 3
              Starting reachability test...
              Received less acks than live nodes! Missing acks from:
              \tb
              \tc
              """)
          .contains("What to check:");
    }
  }

  @Test
  void acksFromNobodyKnownFailTheTest() throws Exception {
    try (var agent = pool(List.of("a"), "a", "ghost")) {
      var kserf = new CommandLine(agent.environment());
      assertThat(kserf.run(List.of("reachability"))).isEqualTo(1);
      assertThat(kserf.out())
          .contains("Received more acks than live nodes! Acks from non-live nodes:\n\tghost\n");
    }
  }

  @Test
  void duplicatesAreToldAsTheyComeAndFailTheTest() throws Exception {
    try (var agent = pool(List.of("a"), "a", "a")) {
      var kserf = new CommandLine(agent.environment());
      assertThat(kserf.run(List.of("reachability"))).isEqualTo(1);
      assertThat(kserf.out()).contains("Duplicate response from 'a'\n");
    }
  }

  private static ScriptedAgent pool(List<String> members, String... acks) throws IOException {
    return new ScriptedAgent(
        (call, out) -> {
          if (call.request() instanceof RpcRequest.Members) {
            var list = members.stream().map(QueryAndReachabilityTest::member).toList();
            out.write(RpcEncoder.response(call.seq(), "", new RpcResponse.MemberList(list)));
            return;
          }
          out.write(RpcEncoder.response(call.seq(), ""));
          for (RpcAnswer answer :
              Stream.concat(
                      Stream.of(acks).map(RpcAnswer.Ack::new), Stream.of(new RpcAnswer.Done()))
                  .map(RpcAnswer.class::cast)
                  .toList()) {
            out.write(RpcEncoder.response(call.seq(), "", answer));
          }
        });
  }

  private static RpcMember member(String name) {
    return new RpcMember(name, new byte[4], 7946, Map.of(), "alive", 1, 5, 2, 2, 5, 5);
  }

  @Test
  void anInterruptEndsAQueryWithOne() throws Exception {
    assertInterrupted(List.of("query", "load"), "Query 'load' dispatched\n");
  }

  @Test
  void anInterruptEndsTheReachabilityTestWithOne() throws Exception {
    assertInterrupted(
        List.of("reachability"),
        """
        Total members: 0, live members: 0
        Starting reachability test...
        Test interrupted
        """);
  }

  private static void assertInterrupted(List<String> words, String output) throws Exception {
    try (var agent =
        new ScriptedAgent(
            (call, out) ->
                out.write(
                    call.request() instanceof RpcRequest.Members
                        ? RpcEncoder.response(call.seq(), "", new RpcResponse.MemberList(List.of()))
                        : RpcEncoder.response(call.seq(), "")))) {
      var kserf = new CommandLine(agent.environment());
      var exit = CompletableFuture.supplyAsync(() -> kserf.run(words));
      await().until(kserf::isInterruptible);
      kserf.interrupt();
      assertThat(exit.get(10, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(kserf.out()).isEqualTo(output);
    }
  }

  @Test
  void anAgentThatGoesAwayFailsTheQueryInsteadOfLookingLikeItsEnd() throws Exception {
    try (var agent =
        new ScriptedAgent(
            (call, out) -> {
              out.write(RpcEncoder.response(call.seq(), ""));
              out.close();
            })) {
      var kserf = new CommandLine(agent.environment());
      assertThat(kserf.run(List.of("query", "load"))).isEqualTo(1);
      assertThat(kserf.out())
          .isEqualTo("Query 'load' dispatched\nError sending query: client closed\n");
    }
  }
}
