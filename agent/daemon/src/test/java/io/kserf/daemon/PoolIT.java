package io.kserf.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents together. */
class PoolIT {
  @TempDir Path directory;

  private static String ip(int agent) {
    return Loopback.address(60 + agent);
  }

  private String kserf(String... words) throws IOException, InterruptedException {
    try (var command = AgentProcess.kserf(directory, words)) {
      command.exit();
      return command.text();
    }
  }

  @Test
  void aUserEventReachesTheHandlerOfEveryAgentAndAQueryIsAnsweredByEach()
      throws IOException, InterruptedException {
    List<AgentProcess> agents = new ArrayList<>();
    try {
      for (int i = 1; i <= 3; i++) {
        agents.add(
            AgentProcess.agent(
                directory,
                "n" + i,
                ip(i),
                "-retry-join=" + ip(1),
                "-retry-interval=1s",
                "-event-handler=user:deploy=cat > said-" + i,
                "-event-handler=query:load=echo load-" + i));
      }
      agents.forEach(AgentProcess::awaitRunning);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(kserf("members", "-rpc-addr=" + ip(3) + ":7373", "-status=alive"))
                      .hasLineCount(3));
      assertThat(kserf("event", "-rpc-addr=" + ip(1) + ":7373", "deploy", "build 42"))
          .isEqualTo("Event 'deploy' dispatched! Coalescing enabled: true");
      for (int i = 1; i <= 3; i++) {
        Path said = directory.resolve("said-" + i);
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() -> assertThat(said).hasContent("build 42\n"));
      }
      assertThat(kserf("query", "-rpc-addr=" + ip(2) + ":7373", "load"))
          .contains("Response from 'n1': load-1")
          .contains("Response from 'n2': load-2")
          .contains("Response from 'n3': load-3")
          .contains("Total Acks: 3");
    } finally {
      agents.forEach(AgentProcess::close);
    }
  }

  @Test
  void withATokenOnlyThoseWhoShowItMayAsk() throws IOException, InterruptedException {
    Path config = Files.writeString(directory.resolve("rpc.json"), "{\"rpc_auth\": \"s3cret\"}");
    try (var agent = AgentProcess.agent(directory, "locked", ip(4), "-config-file=" + config)) {
      agent.awaitRunning();
      assertThat(kserf("members", "-rpc-addr=" + ip(4) + ":7373"))
          .isEqualTo("Error retrieving members: Authentication required");
      assertThat(kserf("members", "-rpc-addr=" + ip(4) + ":7373", "-rpc-auth=wrong"))
          .contains("Invalid authentication token");
      assertThat(kserf("members", "-rpc-addr=" + ip(4) + ":7373", "-rpc-auth=s3cret"))
          .startsWith("locked");
      assertThat(agent.text()).doesNotContain("s3cret");
    }
  }

  @Test
  void healthAndMetricsAreServedWhereTheyAreAskedFor() throws IOException, InterruptedException {
    try (var agent =
        AgentProcess.agent(directory, "seen", ip(5), "-http-addr=" + ip(5) + ":9746")) {
      agent.awaitRunning();
      assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
      assertThat(get("/q/health/ready").body()).contains("\"status\": \"UP\"");
      assertThat(get("/q/metrics").body())
          .contains("serf_agent_members{status=\"alive\"} 1.0")
          .contains("serf_agent_members{status=\"failed\"} 0.0")
          .contains("serf_agent_memberlist_health_score 0.0")
          .contains("serf_agent_queue_depth{queue=\"event\"} 0.0");
      kserf("event", "-rpc-addr=" + ip(5) + ":7373", "deploy");
      assertThat(get("/q/metrics").body())
          .contains("serf_agent_events_total 1.0")
          .contains("serf_agent_ipc_commands_total 2.0");
      assertThat(agent.signal("TERM").exit()).isEqualTo(1);
    }
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://" + ip(5) + ":9746" + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
