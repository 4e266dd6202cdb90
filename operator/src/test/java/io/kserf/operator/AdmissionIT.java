package io.kserf.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.operator.kube.ApiServer;
import io.kserf.operator.kube.SharedApiServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real API server makes of manifests: defaults, refusals with advice, columns. */
@ExtendWith(SharedApiServer.class)
class AdmissionIT {
  private static ApiServer api;

  @BeforeAll
  static void start(ApiServer server) {
    api = server;
    api.kubectl("create", "namespace", "admission");
  }

  @AfterAll
  static void tidyUp() {
    api.kubectl("delete", "kserf", "--all", "-n", "admission");
  }

  @Test
  void aClusterWithoutASpecGetsEveryDefault() {
    assertThat(api.accepted(cluster("{}")))
        .contains("gossip: 7946", "rpc: 7373", "http: 9746")
        .contains("profile: LAN", "mode: Managed", "count: 5", "suspend: false")
        .contains("kubernetes.io/os: linux", "operator: Exists")
        .contains("priorityClassName: system-node-critical", "memory: 256Mi", "logLevel: INFO");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {ports: {gossip: 7373}}                        | ports.gossip, ports.rpc and ports.http must differ
          {ports: {gossip: 70000}}                       | less than or equal to 65535
          {encryption: {mode: Disabled}}                 | set encryption.acknowledgement to exactly: anyone who
          {encryption: {mode: Disabled, acknowledgement: yes please}} | set encryption.acknowledgement to exactly
          {encryption: {mode: Secret}}                   | needs encryption.secretRef.name: a Secret whose key keyring.json
          {encryption: {secretRef: {name: keys}}}        | encryption.secretRef goes with mode Secret only
          {seeds: {external: ['http://vm:7946']}}        | seeds.external takes HOST or HOST:PORT
          {seeds: {external: ['vm:79460']}}              | seeds.external takes HOST or HOST:PORT
          {nodes: {tolerations: [{operator: Equal}]}}    | must say operator: Exists
          {nodes: {selector: {matchExpressions: [{key: zone, operator: In}]}}} | operators In and NotIn need values
          {agent: {resources: {limits: {memory: lots}}}} | resources are Kubernetes quantities
          {tags: {'': x}}                                | the name of a tag has 1 to 128 characters
          {rotation: {every: 720h}}                      | unknown field
          {profile: FAST}                                | supported values
          """)
  void aMalformedClusterIsRefusedWithAdvice(String spec, String advice) {
    assertThat(api.refusal(cluster(spec))).contains(advice).doesNotContain("goroutine");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {encryption: {mode: Disabled, acknowledgement: anyone who reaches the gossip port can read and join this pool}}
          {encryption: {mode: Secret, secretRef: {name: keys}}}
          {seeds: {external: ['10.1.2.3:7946', 10.1.2.3, vm.example.com, '[fd00::1]:7946']}}
          {nodes: {selector: {}, tolerations: []}}
          {agent: {resources: {requests: {cpu: 1, memory: 128Mi}}, handlers: ['user:deploy=/opt/deploy.sh']}}
          """)
  void whatTheOperatorHonoursIsAccepted(String spec) {
    assertThat(api.accepted(cluster(spec))).contains("kind: SerfCluster");
  }

  @Test
  void tagsThatSerfCannotCarryAreRefused() {
    assertThat(api.refusal(cluster("{tags: {role: %s}}".formatted("x".repeat(498)))))
        .contains("tags are too large");
  }

  @Test
  void aNameThatCannotNameAServiceIsRefused() {
    var manifest = cluster("{}");

    assertThat(api.refusal(manifest.replace("name: fleet", "name: 1st")))
        .contains("starting with a letter");
    assertThat(api.refusal(manifest.replace("name: fleet", "name: " + "x".repeat(51))))
        .contains("at most 50");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {name: x}                                             | clusterRef
          {clusterRef: {name: f}}                               | spec.name
          {clusterRef: {name: f}, name: x, payload: a, payloadBase64: YWE=} | exclude each other
          {clusterRef: {name: f}, name: x, payloadBase64: '%%'} | payloadBase64 must be base64
          {clusterRef: {name: f}, name: x, ttlAfterFinished: 5d} | takes a duration such as 30s, 10m or 1h30m
          {clusterRef: {name: f}, name: x, ttlAfterFinished: ''} | takes a duration such as 30s, 10m or 1h30m
          {clusterRef: {name: f}, name: x, target: {tags: {a: b}}} | unknown field
          """)
  void aMalformedEventIsRefusedWithAdvice(String spec, String advice) {
    assertThat(api.refusal(event(spec))).contains(advice);
  }

  @Test
  void nameAndPayloadOfAnEventHave512Bytes() {
    assertThat(api.accepted(event(payload("x".repeat(506))))).contains("coalesce: true");
    assertThat(api.refusal(event(payload("x".repeat(507)))))
        .contains("name and payload may have 512 bytes together: shorten the payload");
    // Two bytes each.
    assertThat(api.refusal(event(payload("ä".repeat(254))))).contains("512 bytes together");
  }

  @Test
  void aBase64PayloadCountsByItsBytes() {
    var bytes506 = "A".repeat(672) + "AAA=";
    var bytes507 = "A".repeat(676);
    var spec = "{clusterRef: {name: f}, name: deploy, payloadBase64: %s}";

    assertThat(api.accepted(event(spec.formatted(bytes506)))).contains("payloadBase64");
    assertThat(api.refusal(event(spec.formatted(bytes507)))).contains("512 bytes together");
  }

  @Test
  void anEventCannotBeChanged() {
    var sent =
        manifest("SerfEvent", "sent", "{clusterRef: {name: f}, name: deploy, payload: first}");
    api.apply(sent);

    assertThat(api.refusal(sent.replace("first", "second")))
        .contains("a SerfEvent is sent once", "create another SerfEvent");
  }

  @Test
  void theTablesHaveTheColumnsThatPeopleLookFor() {
    api.apply(cluster("{}").replace("name: fleet", "name: columns"));
    api.apply(event("{clusterRef: {name: f}, name: deploy}").replace("name: e,", "name: columns,"));

    assertThat(header("serfclusters"))
        .containsExactly("NAME", "READY", "ALIVE", "FAILED", "LEADER", "AGE");
    assertThat(header("serf", "-o", "wide"))
        .containsExactly(
            "NAME", "READY", "ALIVE", "FAILED", "LEADER", "AGE", "LEFT", "KEY", "SEEDS");
    assertThat(header("sev"))
        .containsExactly("NAME", "CLUSTER", "EVENT", "PHASE", "SENT", "BY", "AGE");
    assertThat(api.kubectl("get", "kserf", "-n", "admission")).contains("columns");
  }

  @Test
  void everyFieldIsExplained() {
    // The API server publishes schemas a moment after it knows the resources.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> api.kubectl("explain", "serfcluster"));

    assertThat(api.kubectl("explain", "serfcluster.spec.encryption.mode"))
        .contains("the operator makes a key once");
    assertThat(api.kubectl("explain", "serfevent.status.attempts")).contains("handed to an agent");
    assertThat(api.kubectl("explain", "serfcluster", "--recursive")).doesNotContain("<empty>");
  }

  private static String[] header(String... what) {
    var args = new ArrayList<>(List.of("get", "-n", "admission"));
    args.addAll(List.of(what));
    return api.kubectl(args.toArray(String[]::new)).lines().findFirst().orElseThrow().split("\\s+");
  }

  private static String payload(String payload) {
    return "{clusterRef: {name: f}, name: deploy, payload: %s}".formatted(payload);
  }

  private static String cluster(String spec) {
    return manifest("SerfCluster", "fleet", spec);
  }

  private static String event(String spec) {
    return manifest("SerfEvent", "e", spec);
  }

  private static String manifest(String kind, String name, String spec) {
    return """
        apiVersion: kserf.io/v1alpha1
        kind: %s
        metadata: {name: %s, namespace: admission}
        spec: %s
        """
        .formatted(kind, name, spec);
  }
}
