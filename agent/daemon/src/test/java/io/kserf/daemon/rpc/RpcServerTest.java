package io.kserf.daemon.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kserf.rpc.RpcCall;
import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcEncoder;
import io.kserf.rpc.RpcException;
import io.kserf.rpc.RpcMember;
import io.kserf.rpc.RpcOptions;
import io.kserf.rpc.RpcRecord;
import io.kserf.rpc.RpcRequest;
import io.kserf.serf.QueryParams;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RpcServerTest {
  private ServedAgent served;
  private RpcClient client;

  @BeforeEach
  void start() throws IOException {
    start("-tag=role=web");
  }

  private void start(String... more) throws IOException {
    served = ServedAgent.start("one", more);
    client = RpcClient.connect(RpcOptions.of(served.rpcAddress()));
  }

  @AfterEach
  void stop() {
    client.close();
    served.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void membersAreFilteredByExpressionsThatAreAnchoredWithoutAGroup() {
    assertThat(client.members()).extracting(RpcMember::name).containsExactly("one");
    assertThat(client.members(Map.of("role", "w.b"), "alive", "o.e")).hasSize(1);
    assertThat(client.members(Map.of("role", "we"), "", "")).isEmpty();
    assertThat(client.members(Map.of("nosuch", ""), "", "")).hasSize(1);
    // ^x or ne$
    assertThat(client.members(Map.of(), "", "x|ne")).hasSize(1);
  }

  @Test
  void tagsAreDeletedBeforeOthersAreSet() {
    client.tags(Map.of("a", "1", "role", "db"), List.of("role", "a"));
    assertThat(client.members().getFirst().tags())
        .containsOnly(Map.entry("a", "1"), Map.entry("role", "db"));
    client.tags(Map.of(), List.of("a"));
    assertThat(client.members().getFirst().tags()).containsOnly(Map.entry("role", "db"));
  }

  @Test
  void tagsGoToTheirFileAndOnesThatAreRefusedDoNot(@TempDir Path directory) throws IOException {
    stop();
    Path file = directory.resolve("tags.json");
    start("-tags-file=" + file);
    client.tags(Map.of("role", "<web>"), List.of());
    assertThat(file).hasContent("{\n  \"role\": \"\\u003cweb\\u003e\"\n}");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    assertThatThrownBy(() -> client.tags(Map.of("big", "x".repeat(600)), List.of()))
        .isInstanceOf(RpcException.class)
        .hasMessage("Encoded length of tags exceeds limit of 512 bytes");
    assertThat(file).hasContent("{\n  \"role\": \"\\u003cweb\\u003e\"\n}");
    stop();
    start("-tags-file=" + file);
    assertThat(client.members().getFirst().tags()).containsOnly(Map.entry("role", "<web>"));
  }

  @Test
  void aStreamHasWhatItsFilterAsksForAndARawOneHasItAtOnce() {
    List<RpcRecord> coalesced = new CopyOnWriteArrayList<>();
    List<RpcRecord> raw = new CopyOnWriteArrayList<>();
    client.stream("user:deploy", coalesced::add);
    client.stream("raw:user:deploy", raw::add);
    client.userEvent("deploy", bytes("42"), true);
    client.userEvent("other", bytes(""), true);
    await().atMost(Duration.ofMillis(800)).untilAsserted(() -> assertThat(raw).hasSize(1));
    assertThat(coalesced).isEmpty();
    await().untilAsserted(() -> assertThat(coalesced).hasSize(1));
    var event = (RpcRecord.User) coalesced.getFirst();
    assertThat(event.name()).isEqualTo("deploy");
    assertThat(event.payload()).isEqualTo(bytes("42"));
    assertThat(event.coalesce()).isTrue();
  }

  @Test
  void aQueryIsAnsweredOnceUnderItsNumberOnThisConnection() {
    List<RpcRecord> queries = new CopyOnWriteArrayList<>();
    client.stream("query", queries::add);
    served.agent().query("load", bytes("?"), QueryParams.DEFAULT.timeout(Duration.ofSeconds(20)));
    await().untilAsserted(() -> assertThat(queries).hasSize(1));
    var query = (RpcRecord.Query) queries.getFirst();
    assertThat(query.id()).isEqualTo(1);
    client.respond(1, bytes("0.42"));
    assertThatThrownBy(() -> client.respond(1, bytes("again")))
        .hasMessage("failed to respond to key query: response already sent");
    assertThatThrownBy(() -> client.respond(2, bytes("x")))
        .hasMessage("No pending queries matching ID");
  }

  @Test
  void aMonitorLooksBackAndThenFollows() {
    List<String> lines = new CopyOnWriteArrayList<>();
    client.monitor("debug", lines::add);
    await()
        .untilAsserted(
            () ->
                assertThat(lines)
                    .anyMatch(
                        line -> line.endsWith("serf: EventMemberJoin: one " + ServedAgent.IP)));
    client.userEvent("later", bytes(""), true);
    await()
        .untilAsserted(
            () -> assertThat(lines).anyMatch(line -> line.contains("user event send: later")));
  }

  @Test
  void aConnectionHasOneMonitorAtATimeOfALevelThatExists() {
    RpcClient.Subscription monitor = client.monitor("err", line -> {});

    assertThatThrownBy(() -> client.monitor("info", line -> {}))
        .hasMessage("Monitor already exists");
    monitor.stop();
    assertThatThrownBy(() -> client.monitor("nope", line -> {}))
        .hasMessage("Unknown log level: NOPE");
    client.monitor("info", line -> {});
  }

  @Test
  void aLeaveIsAnsweredBeforeTheAgentHearsOfIt() throws Exception {
    client.leave();
    served.left().get(5, TimeUnit.SECONDS);
    assertThat(client.members().getFirst().status()).isIn("left", "leaving");
  }

  @Test
  void garbageClosesItsConnectionWithOneLineAndHarmsNobodyElse() throws IOException {
    try (Socket socket = served.connect()) {
      socket.getOutputStream().write(new byte[] {(byte) 0xc1, 1, 2, 3});
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(served.logged())
                    .anyMatch(
                        line ->
                            line.contains(
                                "[ERR] agent.ipc: Failed to decode request of /127.0.0.1")));
    assertThat(client.members()).hasSize(1);
  }

  @Test
  void strangersPushOutOnlyEachOther() throws IOException {
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * RpcServer.MAX_STRANGERS; i++) {
        strangers.add(served.connect());
      }
      assertThat(strangers.getFirst().getInputStream().read()).isEqualTo(-1);
      assertThat(client.members()).hasSize(1);
      try (var late = RpcClient.connect(RpcOptions.of(served.rpcAddress()))) {
        assertThat(late.members()).hasSize(1);
      }
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
    }
  }

  @Test
  void aClientThatSaysNothingIsSentAwayAndOneThatCameInMayBeSilent() throws IOException {
    restartWith(
        new RpcPatience(Duration.ofMillis(300), Duration.ofSeconds(60), Duration.ofMillis(20)));
    try (Socket silent = served.connect()) {
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(client.members()).hasSize(1);
  }

  @Test
  void aClientThatDoesNotReadIsSentAwayWithALine() throws IOException {
    restartWith(
        new RpcPatience(Duration.ofSeconds(60), Duration.ofMillis(300), Duration.ofMillis(20)));
    try (Socket deaf = served.connect()) {
      deaf.setReceiveBufferSize(4096);
      Thread asking = Thread.ofVirtual().start(() -> askForEver(deaf));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(served.logged()).anyMatch(line -> line.endsWith("it does not read")));
      assertThat(client.members()).hasSize(1);
      deaf.close();
      assertThat(asking.join(Duration.ofSeconds(10))).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void askForEver(Socket socket) {
    try {
      var out = socket.getOutputStream();
      out.write(RpcEncoder.request(new RpcCall(1, new RpcRequest.Handshake(1))));
      byte[] stats = RpcEncoder.request(new RpcCall(2, new RpcRequest.Stats()));
      while (true) {
        out.write(stats);
      }
    } catch (IOException e) {
      // Sent away.
    }
  }

  private void restartWith(RpcPatience patience) throws IOException {
    stop();
    served = ServedAgent.start(patience, "one");
    client = RpcClient.connect(RpcOptions.of(served.rpcAddress()));
  }

  @Test
  void manyWrongTokensEndTheConnection(@TempDir Path directory) throws IOException {
    stop();
    Path config = Files.writeString(directory.resolve("c.json"), "{\"rpc_auth\": \"right\"}");
    served = ServedAgent.start("one", "-config-file=" + config);
    client = RpcClient.connect(RpcOptions.of(served.rpcAddress()).withAuthKey("right"));
    assertThatThrownBy(
            () -> RpcClient.connect(RpcOptions.of(served.rpcAddress()).withAuthKey("wrong")))
        .hasMessageContaining("Invalid authentication token");
    var gatekeeper = new Gatekeeper("right");
    gatekeeper.greet(new RpcRequest.Handshake(1));
    for (int i = 0; i < 5; i++) {
      assertThat(gatekeeper.hasGivenUp()).isFalse();
      assertThat(gatekeeper.admit(new RpcRequest.Auth("wrong")))
          .isEqualTo("Invalid authentication token");
    }
    assertThat(gatekeeper.hasGivenUp()).isTrue();
    assertThat(gatekeeper.isAdmitted()).isFalse();
  }
}
