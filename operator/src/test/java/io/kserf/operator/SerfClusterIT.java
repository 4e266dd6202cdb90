package io.kserf.operator;

import static io.kserf.operator.agents.FakeAgent.alive;
import static io.kserf.operator.agents.FakeAgent.failed;
import static io.kserf.operator.agents.FakeAgent.member;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.kserf.api.v1alpha1.Member;
import io.kserf.api.v1alpha1.MemberStatus;
import io.kserf.api.v1alpha1.SerfMemberSlice;
import io.kserf.operator.agents.FakeAgent;
import io.kserf.rpc.RpcMember;
import io.kserf.rpc.RpcRequest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The reconciler of SerfClusters at a real API server, with fake agents. */
class SerfClusterIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  @RegisterExtension static final Stage STAGE = new Stage();

  private Scene scene;

  @BeforeEach
  void enter() {
    scene = STAGE.scene();
  }

  @Test
  void everythingThatAClusterNeedsIsCreatedAndOwnedByIt() {
    scene.fleet.node("a");
    scene.cluster("tags: {role: node}");

    var uid = scene.cluster().getMetadata().getUid();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(owned())
                    .extracting(object -> object.getKind() + " " + object.getMetadata().getName())
                    .containsExactlyInAnyOrder(
                        "DaemonSet fleet-agent",
                        "ConfigMap fleet-config",
                        "Secret fleet-keyring",
                        "Secret fleet-rpc",
                        "Service fleet",
                        "ServiceAccount fleet-agent"));
    assertThat(owned())
        .allSatisfy(
            object ->
                assertThat(object.getMetadata().getOwnerReferences())
                    .singleElement()
                    .satisfies(owner -> assertThat(owner.getUid()).isEqualTo(uid)));
    assertThat(owned())
        .allSatisfy(
            object ->
                assertThat(object.getMetadata().getManagedFields())
                    .singleElement()
                    .satisfies(
                        manager -> {
                          assertThat(manager.getManager()).isEqualTo("kserf-operator");
                          assertThat(manager.getOperation()).isEqualTo("Apply");
                        }));
    assertThat(scene.status().seeds()).containsExactly("127.0.0.1:7946");
  }

  @Test
  void whereNothingChangesNothingIsWritten() {
    poolOfTwo();
    var objects = versions();
    var cluster = scene.cluster().getMetadata().getResourceVersion();
    // A change of a node's labels has every cluster looked at again.
    scene.api.kubectl("label", "node", scene.namespace + "-a", "looked-at=again");

    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(versions()).isEqualTo(objects));

    assertThat(scene.cluster().getMetadata().getResourceVersion()).isEqualTo(cluster);
  }

  @Test
  void aChangeThatAgentsSeeIsInStatusWithinASecond() {
    var agents = poolOfTwo();
    var a = agents.get(0);
    var b = agents.get(1);

    all(agents, alive(name(a)), alive(name(b)), alive("vm"));

    scene.awaitStatus(A_SECOND, status -> Scene.has(status, 3, 0));
  }

  @Test
  void aFailedMemberIsCountedNamedAndSaidOnce() {
    var agents = poolOfTwo();
    var a = agents.get(0);
    var b = agents.get(1);

    all(agents, alive(name(a)), failed(name(b)));

    var status = scene.awaitStatus(A_SECOND, now -> Scene.has(now, 1, 1));
    assertThat(status.unhealthy()).extracting(Member::name).containsExactly(name(b));
    assertThat(status.condition("Degraded").orElseThrow().isTrue()).isTrue();
    await().atMost(SOON).until(() -> scene.said("MemberFailed").size() == 1);
    assertThat(scene.said("MemberFailed").getFirst()).contains(name(b));

    all(agents, alive(name(a)), alive(name(b)));

    scene.awaitStatus(A_SECOND, now -> Scene.has(now, 2, 0));
    await().atMost(SOON).until(() -> scene.said("MemberRecovered").size() == 1);
    assertThat(scene.said("MemberFailed")).hasSize(1);
  }

  @Test
  void oneAgentsWordAloneDoesNotMakeAMemberFailed() {
    var agents = poolOfTwo();
    var a = agents.get(0);
    var b = agents.get(1);

    a.sees(alive(name(a)), failed(name(b)));

    var status =
        scene.awaitStatus(
            SOON, now -> now.condition("Converged").filter(c -> !c.isTrue()).isPresent());
    assertThat(Scene.has(status, 2, 0)).isTrue();
    assertThat(status.condition("Converged").orElseThrow().message()).contains(name(b));
  }

  @Test
  void anAgentThatHangsDoesNotHoldUpNewsFromTheOthers() {
    var agents = poolOfTwo();
    var a = agents.get(0);
    var b = agents.get(1);
    b.hangs();

    var status =
        scene.awaitStatus(
            Duration.ofSeconds(40),
            now ->
                now.condition("Degraded")
                    .filter(c -> c.isTrue() && c.message().contains(name(b)))
                    .isPresent());
    assertThat(status.condition("Degraded").orElseThrow().message()).contains("did not answer");

    a.sees(alive(name(a)), alive(name(b)), alive("vm"));

    scene.awaitStatus(A_SECOND, now -> Scene.has(now, 3, 0));
  }

  @Test
  void aMemberThatJoinedFromOutsideIsShownWithItsTags() {
    var agents = poolOfTwo();
    var vm = member("vm-1", "alive", Map.of("role", "database"));

    all(agents, alive(name(agents.get(0))), alive(name(agents.get(1))), vm);

    var status = scene.awaitStatus(A_SECOND, now -> Scene.has(now, 3, 0));
    assertThat(status.external()).singleElement().satisfies(SerfClusterIT::isVm);
    assertThat(slices()).flatExtracting(SerfMemberSlice::getMembers).hasSize(3);
    assertThat(
            scene.api.kubectl("get", "serfcluster", "fleet", "-n", scene.namespace, "-o", "yaml"))
        .contains("vm-1", "role: database");
  }

  @Test
  void anOperatorThatWasRestartedSaysNothingTwiceAndKeepsTheLeader() {
    var agents = poolOfTwo();
    var a = agents.get(0);
    var b = agents.get(1);
    all(agents, alive(name(a)), failed(name(b)));
    scene.awaitStatus(SOON, now -> Scene.has(now, 1, 1));
    await().atMost(SOON).until(() -> scene.said("MemberFailed").size() == 1);
    var before = scene.status();

    STAGE.stopOperator();
    all(agents, alive(name(a)), failed(name(b)), alive("vm"));
    STAGE.startOperator();

    var after = scene.awaitStatus(SOON, now -> Scene.has(now, 2, 1));
    assertThat(after.leader()).isEqualTo(before.leader());
    assertThat(after.unhealthy()).isEqualTo(before.unhealthy());
    assertThat(scene.said("MemberFailed")).hasSize(1);
    assertThat(after.condition("Ready").orElseThrow().lastTransitionTime())
        .isEqualTo(before.condition("Ready").orElseThrow().lastTransitionTime());
  }

  @Test
  void agentsInTwoPoolsAreToldToJoin() {
    var one = scene.fleet.node("a");
    var other = scene.fleet.node("b");
    scene.cluster("");
    var a = scene.fleet.agent(one);
    var b = scene.fleet.agent(other);

    await().atMost(SOON).until(() -> !b.requests(RpcRequest.Join.class).isEmpty());
    assertThat(b.requests(RpcRequest.Join.class).getFirst().existing())
        .containsExactly("127.0.0.1:7946");
    assertThat(a.requests(RpcRequest.Join.class)).isEmpty();
  }

  @Test
  void tagsChangeWhileAgentsRun() {
    var node = scene.fleet.node("a");
    scene.cluster("tags: {role: web}\n  nodeLabelsAsTags: [zone]");
    var agent = scene.fleet.agent(node);
    agent.sees(member(node, "alive", Map.of("role", "node", "old", "x")));

    await()
        .atMost(SOON)
        .until(
            () ->
                agent
                    .requests()
                    .contains(
                        new RpcRequest.Tags(Map.of("role", "web", "zone", "z1"), List.of("old"))));
  }

  @Test
  void aLostKeyringIsNotReplacedByAnotherKey() {
    poolOfTwo();
    var fingerprint = scene.status().keys();
    scene.client.secrets().inNamespace(scene.namespace).withName("fleet-keyring").delete();

    var status =
        scene.awaitStatus(
            SOON,
            now ->
                now.condition("Ready").filter(c -> c.reason().equals("KeyringLost")).isPresent());

    assertThat(status.condition("Ready").orElseThrow().message())
        .contains("fleet-keyring", "restore it from a backup");
    assertThat(status.keys()).isEqualTo(fingerprint);
    assertThat(secret("fleet-keyring")).isNull();
  }

  @Test
  void aLostKeyringIsWrittenAnewFromWhatTheAgentsHold() {
    var agents = poolOfTwo();
    var data = secret("fleet-keyring").getData();
    var json = new String(Base64.getDecoder().decode(data.get("keyring.json")), UTF_8);
    var key = Keyring.parse(json).orElseThrow().keys().getFirst();
    agents.forEach(agent -> agent.holds("AAAAAAAAAAAAAAAAAAAAAA==", key));

    scene.client.secrets().inNamespace(scene.namespace).withName("fleet-keyring").delete();

    await().atMost(SOON).until(() -> secret("fleet-keyring") != null);
    var restored = secret("fleet-keyring").getData().get("keyring.json");
    assertThat(Keyring.parse(new String(Base64.getDecoder().decode(restored), UTF_8)))
        .contains(new Keyring(List.of(key, "AAAAAAAAAAAAAAAAAAAAAA==")));
  }

  @Test
  void theUsersKeysAreUsedOnceTheyAreThere() {
    scene.fleet.node("a");
    scene.cluster("encryption: {mode: Secret, secretRef: {name: keys}}");
    scene.awaitStatus(
        SOON,
        now ->
            now.condition("Ready").filter(c -> c.reason().equals("KeyringNotFound")).isPresent());
    assertThat(secret("fleet-keyring")).isNull();

    scene.api.kubectl(
        "create",
        "secret",
        "generic",
        "keys",
        "-n",
        scene.namespace,
        "--from-literal=keyring.json=[\"AAAAAAAAAAAAAAAAAAAAAA==\"]");

    await().atMost(Duration.ofSeconds(30)).until(() -> secret("fleet-keyring") != null);
  }

  @Test
  void theYoungerOfTwoClustersOnTheSamePortsAndNodesIsTold() {
    scene.fleet.node("a");
    scene.cluster("");
    scene.awaitStatus(SOON, now -> !now.conditions().isEmpty());
    scene.api.apply(
        """
        apiVersion: kserf.io/v1alpha1
        kind: SerfCluster
        metadata: {name: young, namespace: %s}
        spec: {nodes: {selector: %s}}
        """
            .formatted(scene.namespace, scene.fleet.selector()));

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        scene.api.kubectl(
                            "get",
                            "serfcluster",
                            "young",
                            "-n",
                            scene.namespace,
                            "-o",
                            "jsonpath={.status.conditions[?(@.type=='Ready')].message}"))
                    .contains(scene.namespace + "/fleet takes port"));
  }

  @Test
  void aSuspendedClusterIsReportedAndLeftAlone() {
    scene.fleet.node("a");
    scene.cluster("suspend: true");

    var status =
        scene.awaitStatus(
            SOON,
            now ->
                now.condition("Progressing")
                    .filter(c -> c.reason().equals("Suspended"))
                    .isPresent());

    assertThat(status.agents().desired()).isEqualTo(1);
    assertThat(status.keys()).isNull();
    assertThat(owned()).isEmpty();

    scene.cluster("suspend: false");

    await().atMost(SOON).until(() -> owned().size() == 6);
    scene.awaitStatus(SOON, now -> now.keys() != null);
  }

  /** Two nodes with agents that see each other alive, as status says. */
  private List<FakeAgent> poolOfTwo() {
    var one = scene.fleet.node("a");
    var other = scene.fleet.node("b");
    scene.cluster("");
    var agents = List.of(scene.fleet.agent(one), scene.fleet.agent(other));
    all(agents, alive(one), alive(other));
    scene.awaitStatus(
        SOON,
        status ->
            Scene.has(status, 2, 0)
                && status
                    .condition("Converged")
                    .filter(c -> c.isTrue() && c.message().startsWith("2"))
                    .isPresent()
                && status.agents().ready() == 2);
    return agents;
  }

  private static void all(List<FakeAgent> agents, RpcMember... members) {
    agents.forEach(agent -> agent.sees(members));
  }

  private static String name(FakeAgent agent) {
    return agent.agent().name();
  }

  private static void isVm(Member member) {
    assertThat(member.name()).isEqualTo("vm-1");
    assertThat(member.address()).isEqualTo("10.0.0.1:7946");
    assertThat(member.status()).isEqualTo(MemberStatus.ALIVE);
    assertThat(member.tags()).isEqualTo(Map.of("role", "database"));
  }

  private Secret secret(String name) {
    return scene.client.secrets().inNamespace(scene.namespace).withName(name).get();
  }

  private List<SerfMemberSlice> slices() {
    return scene
        .client
        .resources(SerfMemberSlice.class)
        .inNamespace(scene.namespace)
        .list()
        .getItems();
  }

  private List<HasMetadata> owned() {
    var label = "app.kubernetes.io/managed-by";
    var ours = "kserf-operator";
    var in = scene.namespace;
    return List.of(
            scene.client.apps().daemonSets().inNamespace(in).withLabel(label, ours).list(),
            scene.client.configMaps().inNamespace(in).withLabel(label, ours).list(),
            scene.client.secrets().inNamespace(in).withLabel(label, ours).list(),
            scene.client.services().inNamespace(in).withLabel(label, ours).list(),
            scene.client.serviceAccounts().inNamespace(in).withLabel(label, ours).list())
        .stream()
        .flatMap(list -> list.getItems().stream())
        .<HasMetadata>map(object -> object)
        .toList();
  }

  private List<String> versions() {
    return owned().stream()
        .map(o -> o.getMetadata().getName() + " " + o.getMetadata().getResourceVersion())
        .toList();
  }
}
