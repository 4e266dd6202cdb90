package io.kserf.operator;

import static io.kserf.operator.agents.FakeAgent.alive;
import static io.kserf.operator.agents.FakeAgent.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.api.v1alpha1.SerfEventStatus.Phase;
import io.kserf.operator.kube.ApiServer;
import io.kserf.operator.kube.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The operator as it is shipped, in a process of its own, with no more rights than {@code
 * deploy/base} gives it, through the deaths of the API server and of itself.
 */
class PackagedOperatorIT {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
  private static final Duration SOON = Duration.ofSeconds(60);

  private ApiServer api;
  private Path log;
  private Program operator;

  @BeforeEach
  void start() throws IOException {
    api = ApiServer.start();
    log = Files.createTempFile("kserf-operator-", ".log");
  }

  @AfterEach
  void stop() throws IOException {
    if (operator != null) {
      operator.close();
    }
    if (api != null) {
      api.close();
    }
    Files.deleteIfExists(log);
  }

  @Test
  void itOutlivesTheApiServerAndIsFollowedByASuccessorThatKnowsItsWork() {
    // Started while there is no API server, it says so and waits.
    api.kill();
    operator = startOperator();
    await().atMost(SOON).until(() -> operator.output().contains("waiting: the API server at"));
    api.startAgain();
    await().atMost(SOON).until(() -> operator.output().contains("watching SerfClusters"));

    try (var scene = new Scene(api, "packaged")) {
      var one = scene.fleet.node("a");
      var other = scene.fleet.node("b");
      scene.cluster("");
      var agents = List.of(scene.fleet.agent(one), scene.fleet.agent(other));
      agents.forEach(agent -> agent.sees(alive(one), alive(other)));
      scene.awaitStatus(SOON, status -> Scene.has(status, 2, 0));

      assertThat(operator.output()).as("its rights suffice").doesNotContain("forbidden");

      // What happens while the API server is away is in status when it is back.
      api.kill();
      agents.forEach(agent -> agent.sees(alive(one), failed(other)));
      api.startAgain();
      scene.awaitStatus(SOON, status -> Scene.has(status, 1, 1));
      await().atMost(SOON).until(() -> scene.said("MemberFailed").size() == 1);
      assertThat(operator.isAlive()).isTrue();

      // Another operator takes over where this one was killed.
      operator.kill();
      agents.forEach(agent -> agent.sees(alive(one), failed(other), alive("vm")));
      operator = startOperator();
      scene.awaitStatus(SOON, status -> Scene.has(status, 2, 1));
      assertThat(scene.said("MemberFailed")).hasSize(1);

      scene.event("sent", "");
      var sent = scene.awaitEvent("sent", status -> status.phase() == Phase.BROADCAST);
      assertThat(sent.attempts()).isEqualTo(1);
    }
    assertThat(operator.output()).as("no stack trace").doesNotContain("\tat ");
  }

  private Program startOperator() {
    assertThat(JAR).as("run ./mvnw package first").exists();
    return Program.start(
        log,
        Map.of(
            "KUBECONFIG", api.operatorKubeconfig().toString(),
            "QUARKUS_HTTP_HOST", "127.0.0.1",
            "QUARKUS_HTTP_PORT", "0"),
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx192m",
            "-jar",
            JAR.toString()));
  }
}
