package io.kserf.rpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Agents that hang, die or are none: each costs the caller a bounded time and one clear line. */
@Timeout(20)
class BrokenAgentTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(15);

  @Test
  void aRefusedConnectionIsToldInSerfsWordsWithAdvice() throws IOException {
    String address;
    try (var server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      address = "127.0.0.1:" + server.getLocalPort();
    }
    assertThatThrownBy(() -> connect(address, LONG, LONG))
        .isInstanceOfSatisfying(
            RpcException.class,
            e -> {
              assertThat(e.reason())
                  .isEqualTo("dial tcp %s: connect: connection refused".formatted(address));
              assertThat(e.getMessage()).contains("is an agent running with -rpc-addr=" + address);
              assertThat(e.refused()).isFalse();
            });
  }

  @Test
  void addressesThatAreNoneAreToldAsSuch() {
    assertReason("dial tcp: address 127.0.0.1: missing port in address", "127.0.0.1");
    assertReason("dial tcp: address 99999: invalid port", "127.0.0.1:99999");
    assertReason("dial tcp: address http: invalid port", "127.0.0.1:http");
    assertReason("dial tcp: address ::1:7373: too many colons in address", "::1:7373");
    assertReason("dial tcp: lookup nosuch.invalid: no such host", "nosuch.invalid:7373");
  }

  private static void assertReason(String reason, String address) {
    assertThatThrownBy(() -> connect(address, LONG, LONG))
        .isInstanceOfSatisfying(RpcException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void anAgentThatNeverShakesHandsCostsTheConnectTimeout() throws IOException {
    try (var agent = FakeAgent.behaving(client -> client.getInputStream().transferTo(sink()))) {
      assertThatThrownBy(() -> connect(agent.address(), SHORT, LONG))
          .isInstanceOf(RpcException.class)
          .hasMessageContaining("agent %s did not answer 'handshake'".formatted(agent.address()))
          .hasMessageContaining("it may hang");
    }
  }

  @Test
  void anAgentThatHangsInACallCostsTheCallTimeoutAndItsLateAnswerIsDropped() throws Exception {
    BlockingQueue<RpcCall> late = new LinkedBlockingQueue<>();
    try (var agent =
            FakeAgent.answering(
                (call, out) -> {
                  if (late.isEmpty() && call.request() instanceof RpcRequest.Join) {
                    late.add(call);
                    return;
                  }
                  out.write(
                      RpcEncoder.response(
                          late.peek().seq(), "", new RpcResponse.Joined(7))); // the late one
                  out.write(RpcEncoder.response(call.seq(), "", new RpcResponse.Joined(1)));
                });
        var client = connect(agent.address(), LONG, SHORT)) {
      assertThatThrownBy(() -> client.join(List.of("127.0.0.2"), false))
          .isInstanceOf(RpcException.class)
          .hasMessageStartingWith(
              "agent %s did not answer 'join' within 0.2 s".formatted(agent.address()));
      assertThat(client.join(List.of("127.0.0.3"), false)).isEqualTo(1);
    }
  }

  @Test
  void anAgentThatStopsReadingBlocksNoCallerBeyondTheCallTimeout() throws Exception {
    try (var agent =
            FakeAgent.behaving(
                client -> {
                  var requests = new RpcRequestReader(client.getInputStream());
                  client
                      .getOutputStream()
                      .write(RpcEncoder.response(requests.next().orElseThrow().seq(), ""));
                });
        var client = connect(agent.address(), LONG, SHORT)) {
      byte[] payload = new byte[1 << 20];
      for (int i = 0; i < 16; i++) {
        assertThatThrownBy(() -> client.userEvent("big", payload, true))
            .hasMessageContaining("did not answer 'event' within 0.2 s");
      }
    }
  }

  @Test
  void anAgentThatResetsBeforeTheHandshakeIsToldInSerfsWords() throws IOException {
    try (var agent =
        FakeAgent.behaving(
            client -> {
              client.setSoLinger(true, 0);
              client.close();
            })) {
      for (int i = 0; i < 200; i++) { // the reset may come before, in or after the JDK's connect
        assertThatThrownBy(() -> connect(agent.address(), LONG, LONG))
            .isInstanceOfSatisfying(
                RpcException.class, e -> assertThat(e.reason()).isEqualTo("client closed"));
      }
    }
  }

  @Test
  void aServerThatSpeaksSomethingElseIsToldAsSuch() throws IOException {
    try (var agent =
        FakeAgent.behaving(
            client ->
                client
                    .getOutputStream()
                    .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII)))) {
      assertThatThrownBy(() -> connect(agent.address(), LONG, LONG))
          .isInstanceOf(RpcException.class)
          .hasMessageContaining("agent %s does not speak Serf's RPC".formatted(agent.address()))
          .hasMessageContaining("is this the agent's -rpc-addr");
    }
  }

  @Test
  void anAnswerThatBreaksOffFailsTheCallAndEveryOther() throws Exception {
    try (var agent =
            FakeAgent.answering(
                (call, out) -> {
                  byte[] whole =
                      RpcEncoder.response(call.seq(), "", new RpcResponse.Stats(Map.of()));
                  out.write(whole, 0, whole.length - 3);
                  out.close();
                });
        var client = connect(agent.address(), LONG, LONG)) {
      var closed = new CompletableFuture<Void>();
      client.onClosed(() -> closed.complete(null));
      assertThatThrownBy(client::stats).hasMessageStartingWith("client closed");
      closed.get(10, TimeUnit.SECONDS);
      assertThatThrownBy(client::members).hasMessageStartingWith("client closed");
    }
  }

  @Test
  void anAnswerToNothingEndsTheConnection() throws Exception {
    try (var agent = FakeAgent.answering((call, out) -> out.write(RpcEncoder.response(999, "")));
        var client = connect(agent.address(), LONG, LONG)) {
      assertThatThrownBy(client::leave)
          .hasMessageContaining("a response to request 999, which was never sent");
    }
  }

  @Test
  void aLengthBeyondTheLimitsEndsTheConnectionBeforeAnythingIsAllocated() throws Exception {
    List<String> bodies =
        List.of(
            "82a54572726f72dbffffffff", // an error text of 4 GB
            "82a54572726f72db7fffffff",
            "ddffffffff", // a list of 4 billion
            "dd7fffffff",
            "df7fffffff",
            "9191919191919191919191919191919191"); // too deep
    for (String body : bodies) {
      try (var agent =
              FakeAgent.answering((call, out) -> out.write(HexFormat.of().parseHex(body)));
          var client = connect(agent.address(), LONG, LONG)) {
        assertThatThrownBy(client::members)
            .as(body)
            .hasMessageContaining("does not speak Serf's RPC");
      }
    }
  }

  @Test
  void onClosedRunsOnceAndAtOnceIfTheConnectionIsGone() throws Exception {
    try (var agent = FakeAgent.answering((call, out) -> {})) {
      var client = connect(agent.address(), LONG, LONG);
      var runs = new AtomicInteger();
      client.onClosed(runs::incrementAndGet);
      assertThat(runs).hasValue(0);
      client.close();
      client.close();
      assertThat(runs).hasValue(1);
      client.onClosed(runs::incrementAndGet);
      assertThat(runs).hasValue(2);
    }
  }

  private static OutputStream sink() {
    return OutputStream.nullOutputStream();
  }

  private static RpcClient connect(String address, Duration connect, Duration call) {
    return RpcClient.connect(RpcOptions.of(address).withTimeouts(connect, call));
  }
}
