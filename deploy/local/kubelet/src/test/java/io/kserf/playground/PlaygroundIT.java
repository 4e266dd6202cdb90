package io.kserf.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * From {@code deploy/local/up} to {@code kubectl get serfclusters}, through the failures that an
 * operator's night brings.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlaygroundIT {
  private static Playground playground;

  @BeforeAll
  static void up() {
    playground = Playground.start();
  }

  @AfterAll
  static void down() {
    if (playground != null) {
      playground.close();
    }
  }

  @Test
  @Order(1)
  void theTableShowsThreeMembersAlive() {
    String table = playground.kubectl("get", "serfclusters");

    assertThat(table.lines().findFirst().orElseThrow().split("\\s+"))
        .containsExactly("NAME", "READY", "ALIVE", "FAILED", "LEADER", "AGE");
    assertThat(table.lines().skip(1).findFirst().orElseThrow())
        .matches("fleet +\\S+ +3 +0 +node-\\d .*");
    awaitThat("it is ready", 30, () -> condition("Ready").equals("True"));
  }

  @Test
  @Order(2)
  void aSerfEventReachesAHandlerOnEveryAgentOnce() throws IOException {
    Path manifest = Files.createTempFile("event", ".yaml");
    Files.writeString(
        manifest,
        """
        apiVersion: kserf.io/v1alpha1
        kind: SerfEvent
        metadata: {name: hello, namespace: kserf-system}
        spec: {clusterRef: {name: fleet}, name: deploy, payload: "v42"}
        """);

    playground.kubectl("apply", "-f", manifest.toString());

    awaitThat("it is sent", 30, () -> eventStatus("phase").equals("Broadcast"));
    assertThat(eventStatus("sentBy")).startsWith("node-");
    assertThat(eventStatus("sentAt")).isNotEmpty();
    awaitThat("all handlers ran", 30, () -> playground.handlerOutputs().size() == 3);
    assertThat(playground.handlerOutputs()).allMatch(text -> text.strip().equals("deploy v42"));
  }

  @Test
  @Order(3)
  void aKilledAgentIsFailedUntilItIsBack() {
    playground.killAgent("node-2");

    awaitThat("one member failed", 30, () -> playground.members("failed") == 1);
    assertThat(playground.members("alive")).isEqualTo(2);
    awaitThat("a Kubernetes Event says who", 15, () -> events("MemberFailed").contains("node-2"));
    awaitThat(
        "it is back",
        90,
        () -> playground.members("alive") == 3 && playground.members("failed") == 0);
  }

  @Test
  @Order(4)
  void aKilledOperatorMissesNothing() {
    playground.killComponent("operator");
    playground.killAgent("node-3");

    awaitThat("one member failed", 60, () -> playground.members("failed") == 1);
    awaitThat(
        "it is back",
        90,
        () -> playground.members("alive") == 3 && playground.members("failed") == 0);
  }

  @Test
  @Order(5)
  void aKilledApiServerIsOutlived() {
    playground.killComponent("kube-apiserver");
    playground.killAgent("node-1");

    awaitThat("one member failed", 90, () -> playground.members("failed") == 1);
    awaitThat(
        "it is back",
        120,
        () -> playground.members("alive") == 3 && playground.members("failed") == 0);
  }

  @Test
  @Order(6)
  void aSerfOfHashiCorpThatJoinsByHandIsInStatusUntilItLeaves() throws Exception {
    String keyring =
        playground.kubectl(
            "get", "secret", "fleet-keyring", "-o", "jsonpath={.data.keyring\\.json}");
    String key = new String(Base64.getDecoder().decode(keyring)).split("\"")[1];
    Process serf =
        new ProcessBuilder(
                playground.serf(),
                "agent",
                "-node",
                "vm-1",
                "-bind",
                Playground.NETWORK + ".9:7946",
                "-rpc-addr",
                Playground.NETWORK + ".9:7373",
                "-encrypt",
                key,
                "-tag",
                "role=vm",
                "-join",
                Playground.NETWORK + ".1:7946")
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target/serf.log").toFile())
            .start();
    try {
      awaitThat("it is alive", 30, () -> playground.members("alive") == 4);
      assertThat(playground.kubectl("get", "serfcluster", "fleet", "-o", "yaml"))
          .contains("vm-1", Playground.NETWORK + ".9");
      // SIGINT is Serf's graceful leave.
      new ProcessBuilder("kill", "-INT", Long.toString(serf.pid())).start().waitFor();
      awaitThat(
          "it has left",
          30,
          () -> playground.members("left") == 1 && playground.members("alive") == 3);
    } finally {
      serf.destroyForcibly().waitFor();
    }
  }

  @Test
  @Order(7)
  void deletingTheClusterEndsItsAgents() {
    playground.kubectl("delete", "serfcluster", "fleet", "--wait=false");

    awaitThat("no agent runs", 60, () -> playground.agents().isEmpty());
    awaitThat(
        "nothing that it owned is left",
        60,
        () ->
            playground
                .kubectl(
                    "get",
                    "daemonsets,configmaps,secrets,services,pods",
                    "-l",
                    "app.kubernetes.io/instance=fleet",
                    "-o",
                    "name")
                .isEmpty());
  }

  private static String condition(String type) {
    return playground.kubectl(
        "get",
        "serfcluster",
        "fleet",
        "-o",
        "jsonpath={.status.conditions[?(@.type==\"" + type + "\")].status}");
  }

  private static String eventStatus(String field) {
    return playground.kubectl(
        "get", "serfevent", "hello", "-o", "jsonpath={.status." + field + "}");
  }

  private static String events(String reason) {
    return playground.kubectl(
        "get",
        "events",
        "--field-selector",
        "reason=" + reason,
        "-o",
        "jsonpath={.items[*].message}{.items[*].note}");
  }

  private static void awaitThat(String what, int seconds, Callable<Boolean> condition) {
    await(what)
        .atMost(Duration.ofSeconds(seconds))
        .pollInterval(Duration.ofMillis(200))
        .until(condition);
  }
}
