package io.kserf.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RpcClientTest {
  private static final RpcMember WEB =
      new RpcMember(
          "web1", new byte[] {10, 0, 0, 1}, 7946, Map.of("role", "web"), "alive", 1, 5, 2, 2, 5, 5);

  @Test
  void theKeyIsGivenRightAfterTheHandshake() throws IOException {
    try (var agent =
        FakeAgent.answering(
            (call, out) -> {
              String error =
                  switch (call.request()) {
                    case RpcRequest.Auth(String key) when call.seq() == 2 && key.equals("s3cret") ->
                        "";
                    default -> "Invalid authentication token";
                  };
              out.write(RpcEncoder.response(call.seq(), error));
            })) {
      RpcClient.connect(RpcOptions.of(agent.address()).withAuthKey("s3cret")).close();
      assertThatThrownBy(
              () -> RpcClient.connect(RpcOptions.of(agent.address()).withAuthKey("wrong")))
          .isInstanceOfSatisfying(RpcException.class, e -> assertThat(e.refused()).isTrue())
          .hasMessage("Invalid authentication token");
    }
  }

  @Test
  void aRefusalBeforeDispatchHasNoBodyEvenForCommandsThatHaveOneBesideErrors() throws IOException {
    try (var agent =
            FakeAgent.answering(
                (call, out) ->
                    out.write(RpcEncoder.response(call.seq(), "Authentication required")));
        var client = RpcClient.connect(RpcOptions.of(agent.address()))) {
      assertRefused(() -> client.join(List.of("10.0.0.1"), false));
      assertRefused(client::gatherKeys);
      assertRefused(() -> client.installKey("AAAAAAAAAAAAAAAAAAAAAA=="));
      assertRefused(client::members);
      assertRefused(() -> client.stream("*", record -> {}));
    }
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(RpcException.class, e -> assertThat(e.refused()).isTrue())
        .hasMessage("Authentication required");
  }

  @Test
  void aFailedJoinIsARefusalAndItsBodyIsReadAsWell() throws IOException {
    try (var agent =
            FakeAgent.answering(
                (call, out) -> {
                  if (call.request() instanceof RpcRequest.Join) {
                    out.write(
                        RpcEncoder.response(call.seq(), "no route", new RpcResponse.Joined(0)));
                  } else {
                    out.write(
                        RpcEncoder.response(
                            call.seq(), "", new RpcResponse.MemberList(List.of(WEB))));
                  }
                });
        var client = RpcClient.connect(RpcOptions.of(agent.address()))) {
      assertThatThrownBy(() -> client.join(List.of("10.0.0.9"), false)).hasMessage("no route");
      assertThat(client.members()).hasSize(1).first().returns("web1", RpcMember::name);
    }
  }

  @Test
  void aPartlyFailedKeyOperationIsAnOutcomeAndNoException() throws IOException {
    var changed = new RpcResponse.KeysChanged(Map.of("b", "no keyring"), 1, 2, 2);
    var listed = new RpcResponse.KeysListed(Map.of("k", 1), Map.of("b", "no keyring"), 1, 2, 2);
    try (var agent =
            FakeAgent.answering(
                (call, out) ->
                    out.write(
                        RpcEncoder.response(
                            call.seq(),
                            "1/2 nodes reported failure",
                            call.request() instanceof RpcRequest.ListKeys ? listed : changed)));
        var client = RpcClient.connect(RpcOptions.of(agent.address()))) {
      assertThat(client.removeKey("k"))
          .isEqualTo(
              new RpcKeys(
                  "1/2 nodes reported failure", Map.of(), Map.of("b", "no keyring"), 2, 2, 1));
      assertThat(client.gatherKeys().keys()).containsExactly(Map.entry("k", 1));
      assertThatThrownBy(client::listKeys).hasMessage("1/2 nodes reported failure");
    }
  }

  @Test
  void concurrentCallersGetTheirOwnAnswersInWhateverOrderTheyCome() throws Exception {
    int callers = 50;
    List<RpcCall> waiting = Collections.synchronizedList(new ArrayList<>());
    try (var agent =
            FakeAgent.answering(
                (call, out) -> {
                  waiting.add(call);
                  if (waiting.size() == callers) {
                    for (RpcCall each : waiting.reversed()) {
                      out.write(RpcEncoder.response(each.seq(), "", coordinate(each)));
                    }
                  }
                });
        var client = RpcClient.connect(RpcOptions.of(agent.address()))) {
      List<CompletableFuture<Double>> heights = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        String node = "n" + i;
        var height = new CompletableFuture<Double>();
        heights.add(height);
        Thread.ofVirtual()
            .start(() -> height.complete(client.coordinate(node).orElseThrow().height()));
      }
      for (int i = 0; i < callers; i++) {
        assertThat(heights.get(i).get(10, TimeUnit.SECONDS)).isEqualTo(i);
      }
    }
  }

  private static RpcResponse coordinate(RpcCall call) {
    String node = ((RpcRequest.GetCoordinate) call.request()).node();
    double height = Integer.parseInt(node.substring(1));
    return new RpcResponse.Coordinate(
        Optional.of(new RpcCoordinate(List.of(0.0, 1.0), 1.5, 0, height)));
  }

  @Test
  void aStreamDeliversItsRecordsBetweenTheAnswersOfOtherCalls() throws Exception {
    BlockingQueue<RpcRecord> records = new LinkedBlockingQueue<>();
    try (var agent =
            FakeAgent.answering(
                (call, out) -> {
                  switch (call.request()) {
                    case RpcRequest.Stream _ -> {
                      out.write(RpcEncoder.response(call.seq(), ""));
                      out.write(RpcEncoder.response(call.seq(), "", user("one")));
                    }
                    default -> {
                      out.write(RpcEncoder.response(2, "", user("two")));
                      out.write(
                          RpcEncoder.response(
                              call.seq(), "", new RpcResponse.MemberList(List.of(WEB))));
                    }
                  }
                });
        var client = RpcClient.connect(RpcOptions.of(agent.address()))) {
      client.stream("*", records::add);
      assertThat(client.members()).hasSize(1);
      assertThat(name(records.poll(10, TimeUnit.SECONDS))).isEqualTo("one");
      assertThat(name(records.poll(10, TimeUnit.SECONDS))).isEqualTo("two");
    }
  }

  @Test
  void afterStopNoRecordIsHandedOutThoughTheAgentStillSendsSome() throws Exception {
    BlockingQueue<RpcRecord> records = new LinkedBlockingQueue<>();
    try (var agent =
            FakeAgent.answering(
                (call, out) -> {
                  switch (call.request()) {
                    case RpcRequest.Stop(long seq) -> {
                      out.write(RpcEncoder.response(seq, "", user("under way")));
                      out.write(RpcEncoder.response(call.seq(), ""));
                      out.write(RpcEncoder.response(seq, "", user("straggler")));
                    }
                    default -> out.write(RpcEncoder.response(call.seq(), ""));
                  }
                });
        var client = RpcClient.connect(RpcOptions.of(agent.address()))) {
      var stream = client.stream("*", records::add);
      stream.stop();
      stream.stop();
      client.forceLeave("gone", false); // its answer comes behind the straggler
      assertThat(records).isEmpty();
    }
  }

  @Test
  void aRawStreamFallsBackToThePlainFilterWhereTheAgentDoesNotKnowIt() throws IOException {
    List<String> filters = Collections.synchronizedList(new ArrayList<>());
    try (var agent =
            FakeAgent.answering(
                (call, out) -> {
                  String type = ((RpcRequest.Stream) call.request()).type();
                  filters.add(type);
                  out.write(
                      RpcEncoder.response(
                          call.seq(), type.equals("*") ? "" : "Invalid event filter"));
                });
        var client = RpcClient.connect(RpcOptions.of(agent.address()))) {
      client.stream("raw:*", record -> {});
      assertThat(filters).containsExactly("raw:*", "*");
      assertThatThrownBy(() -> client.stream("nosuch", record -> {}))
          .hasMessage("Invalid event filter");
    }
  }

  @Test
  void aQueryDeliversAcksAndResponsesUntilItIsDone() throws Exception {
    BlockingQueue<RpcAnswer> answers = new LinkedBlockingQueue<>();
    try (var agent =
            FakeAgent.answering(
                (call, out) -> {
                  out.write(RpcEncoder.response(call.seq(), ""));
                  out.write(RpcEncoder.response(call.seq(), "", new RpcAnswer.Ack("a")));
                  out.write(
                      RpcEncoder.response(
                          call.seq(), "", new RpcAnswer.Response("a", "0.42".getBytes(UTF_8))));
                  out.write(RpcEncoder.response(call.seq(), "", new RpcAnswer.Done()));
                });
        var client = RpcClient.connect(RpcOptions.of(agent.address()))) {
      client.query(RpcQuery.of("load", new byte[0]), answers::add);
      assertThat(answers.poll(10, TimeUnit.SECONDS)).isEqualTo(new RpcAnswer.Ack("a"));
      assertThat(answers.poll(10, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              RpcAnswer.Response.class, r -> assertThat(r.payload()).asString().isEqualTo("0.42"));
      assertThat(answers.poll(10, TimeUnit.SECONDS)).isEqualTo(new RpcAnswer.Done());
    }
  }

  @Test
  void aListenerThatFailsDoesNotEndTheConnection() throws Exception {
    try (var agent =
            FakeAgent.answering(
                (call, out) -> {
                  out.write(RpcEncoder.response(call.seq(), ""));
                  if (call.request() instanceof RpcRequest.Monitor) {
                    logLine(out, call.seq());
                  }
                });
        var client = RpcClient.connect(RpcOptions.of(agent.address()))) {
      var called = new CompletableFuture<String>();
      client.monitor(
          "INFO",
          line -> {
            called.complete(line);
            throw new IllegalStateException("listener's mistake");
          });
      assertThat(called.get(10, TimeUnit.SECONDS)).isEqualTo("a line");
      client.forceLeave("gone", true);
    }
  }

  private static void logLine(OutputStream out, long seq) throws IOException {
    out.write(RpcEncoder.response(seq, "", new RpcResponse.LogLine("a line")));
  }

  private static RpcRecord user(String name) {
    return new RpcRecord.User(1, name, new byte[0], true);
  }

  private static String name(RpcRecord record) {
    return ((RpcRecord.User) record).name();
  }
}
