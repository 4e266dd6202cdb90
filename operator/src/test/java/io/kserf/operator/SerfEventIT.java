package io.kserf.operator;

import static io.kserf.operator.agents.FakeAgent.alive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.api.v1alpha1.SerfEvent;
import io.kserf.api.v1alpha1.SerfEventStatus;
import io.kserf.api.v1alpha1.SerfEventStatus.Phase;
import io.kserf.operator.agents.FakeAgent;
import io.kserf.rpc.RpcRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The reconciler of SerfEvents at a real API server, with a fake agent. */
class SerfEventIT {
  @RegisterExtension static final Stage STAGE = new Stage();

  private Scene scene;

  @BeforeEach
  void enter() {
    scene = STAGE.scene();
  }

  @Test
  void anEventIsSentOnceAndItsStatusSaysWhenAndFromWhere() {
    var agent = poolOfOne();

    scene.event("once", "");

    var status = scene.awaitEvent("once", now -> now.phase() == Phase.BROADCAST);
    assertThat(status.attempts()).isEqualTo(1);
    assertThat(status.sentBy()).isEqualTo(agent.agent().name());
    assertThat(status.sentAt()).isNotNull();
    assertThat(status.lamportTime()).isEqualTo(1);
    assertThat(status.condition("Broadcast").orElseThrow().isTrue()).isTrue();
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(events(agent)).hasSize(1));
    var sent = events(agent).getFirst();
    assertThat(sent.name()).isEqualTo("deploy");
    assertThat(new String(sent.payload(), StandardCharsets.UTF_8)).isEqualTo("v1");
    assertThat(sent.coalesce()).isTrue();
  }

  @Test
  void anEventWaitsForItsClusterAndThenForAnAgent() {
    var node = scene.fleet.node("a");
    scene.event("early", "");
    var status = scene.awaitEvent("early", now -> reason(now).equals("ClusterNotFound"));
    assertThat(status.phase()).isEqualTo(Phase.PENDING);
    assertThat(status.condition("Broadcast").orElseThrow().message()).contains("SerfCluster fleet");

    scene.cluster("");
    scene.awaitEvent("early", now -> reason(now).equals("NoAgentAnswers"));
    var agent = scene.fleet.agent(node);

    assertThat(scene.awaitEvent("early", now -> now.phase() == Phase.BROADCAST).attempts())
        .isEqualTo(1);
    assertThat(events(agent)).hasSize(1);
  }

  @Test
  void anOperatorThatDiedWhileSendingIsFollowedByOneThatSendsAndCountsTheRepeat() {
    STAGE.stopOperator();
    scene.event("repeated", "");
    scene.api.kubectl(
        "patch",
        "serfevent",
        "repeated",
        "-n",
        scene.namespace,
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\": {\"phase\": \"Sending\", \"attempts\": 1}}");
    STAGE.startOperator();
    var agent = poolOfOne();

    assertThat(scene.awaitEvent("repeated", now -> now.phase() == Phase.BROADCAST).attempts())
        .isEqualTo(2);
    assertThat(events(agent)).hasSize(1);
  }

  @Test
  void anEventThatWasSentIsNotSentAgainAfterARestart() {
    var agent = poolOfOne();
    scene.event("once", "");
    scene.awaitEvent("once", now -> now.phase() == Phase.BROADCAST);

    STAGE.stopOperator();
    STAGE.startOperator();
    scene.event("another", "");

    scene.awaitEvent("another", now -> now.phase() == Phase.BROADCAST);
    assertThat(events(agent)).hasSize(2);
  }

  @Test
  void anEventThatTheAgentRefusesHasFailedInTheAgentsWords() {
    var agent = poolOfOne();
    agent.refusesEvents("user event exceeds sane limit of 9216 bytes before encoding");

    scene.event("refused", "");

    var status = scene.awaitEvent("refused", now -> now.phase() == Phase.FAILED);
    assertThat(status.condition("Broadcast").orElseThrow().message())
        .contains("exceeds sane limit");
    assertThat(events(agent)).hasSize(1);
  }

  @Test
  void aLostAnswerIsARepeatThatShows() {
    var agent = poolOfOne();
    agent.losesAnswers(true);
    scene.event("uncertain", "");
    scene.awaitEvent("uncertain", now -> reason(now).equals("AnswerLost"));

    agent.losesAnswers(false);

    var status = scene.awaitEvent("uncertain", now -> now.phase() == Phase.BROADCAST);
    assertThat(status.attempts()).isGreaterThan(1).isEqualTo(events(agent).size());
  }

  @Test
  void aFinishedEventIsDeletedWhenItsTimeHasCome() {
    poolOfOne();

    scene.event("brief", ", ttlAfterFinished: 2s");

    scene.awaitEvent("brief", now -> now.phase() == Phase.BROADCAST);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                scene
                        .client
                        .resources(SerfEvent.class)
                        .inNamespace(scene.namespace)
                        .withName("brief")
                        .get()
                    == null);
  }

  private FakeAgent poolOfOne() {
    var node = scene.fleet.node("a");
    scene.cluster("");
    var agent = scene.fleet.agent(node);
    agent.sees(alive(node));
    scene.awaitStatus(Duration.ofSeconds(20), status -> Scene.has(status, 1, 0));
    return agent;
  }

  private static List<RpcRequest.Event> events(FakeAgent agent) {
    return agent.requests(RpcRequest.Event.class);
  }

  private static String reason(SerfEventStatus status) {
    return status.condition("Broadcast").map(condition -> condition.reason()).orElse("");
  }
}
