package io.kserf.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kserf.binaries.Fetched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real Kubernetes API server and etcd on loopback, with Kserf's manifests applied. There is no
 * controller and no kubelet: a test makes nodes and pods itself.
 */
public final class ApiServer implements AutoCloseable {
  private static final String ADMIN_TOKEN = "admin-of-a-test";
  private static final String OPERATOR_TOKEN = "operator-of-a-test";
  private static final String OPERATOR = "system:serviceaccount:kserf-system:kserf-operator";

  private final Path binaries;
  private final Path folder;
  private final int etcdPort = Ports.free();
  private final int port = Ports.free();
  private final Program etcd;
  private Program apiServer;
  private @Nullable KubernetesClient client;

  private ApiServer(Path binaries, Path folder) {
    this.binaries = binaries;
    this.folder = folder;
    writeFiles();
    this.etcd = startEtcd();
    this.apiServer = startApiServer();
  }

  /** Ready to use. Skips or fails the calling test where the binaries are missing. */
  public static ApiServer start() {
    try {
      var binaries = Fetched.KUBERNETES.orSkip();
      var server = new ApiServer(binaries, Files.createTempDirectory("kserf-api-server-"));
      try {
        server.awaitReady();
        server.applyManifests();
        return server;
      } catch (RuntimeException | Error e) {
        server.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With every right. */
  public synchronized KubernetesClient client() {
    if (client == null) {
      client = newClient();
    }
    return client;
  }

  /** Another client, for one who closes it. */
  public KubernetesClient newClient() {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(read(adminKubeconfig())))
        .build();
  }

  /** For the operator's ServiceAccount, with the rights that the manifests give it. */
  public Path operatorKubeconfig() {
    return folder.resolve("operator.kubeconfig");
  }

  /** Output and errors of a kubectl that succeeds. */
  public String kubectl(String... args) {
    var result = tryKubectl("", args);
    assertThat(result.exit()).as("kubectl %s%n%s", String.join(" ", args), result.text()).isZero();
    return result.text();
  }

  /** What kubectl says of a manifest that the API server refuses. */
  public String refusal(String manifest) {
    var result = tryKubectl(manifest, "apply", "--dry-run=server", "-f", "-");
    assertThat(result.exit()).as(result.text()).isNotZero();
    return result.text();
  }

  /** The manifest as the API server would keep it, in YAML. */
  public String accepted(String manifest) {
    var result = tryKubectl(manifest, "apply", "--dry-run=server", "-o", "yaml", "-f", "-");
    assertThat(result.exit()).as(result.text()).isZero();
    return result.text();
  }

  public void apply(String manifest) {
    var result = tryKubectl(manifest, "apply", "-f", "-");
    assertThat(result.exit()).as(result.text()).isZero();
  }

  public void kill() {
    apiServer.kill();
  }

  /** After {@link #kill}. */
  public void startAgain() {
    apiServer = startApiServer();
    awaitReady();
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
    apiServer.close();
    etcd.close();
    delete();
  }

  private record Result(int exit, String text) {}

  private Result tryKubectl(String input, String... args) {
    var command =
        new ArrayList<>(
            List.of(
                binaries.resolve("kubectl").toString(),
                "--kubeconfig",
                adminKubeconfig().toString()));
    command.addAll(List.of(args));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while kubectl ran", e);
    }
  }

  private void applyManifests() {
    var root = Path.of(System.getProperty("kserf.root", ".."));
    kubectl("apply", "-k", root.resolve("deploy/base").toString());
    kubectl(
        "wait",
        "--for",
        "condition=established",
        "--timeout=30s",
        "crd/serfclusters.kserf.io",
        "crd/serfevents.kserf.io",
        "crd/serfmemberslices.kserf.io");
  }

  private void awaitReady() {
    await("the API server is ready")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              assertThat(apiServer.isAlive()).as(apiServer.output()).isTrue();
              return tryKubectl("", "get", "--raw", "/readyz").exit() == 0;
            });
  }

  private Program startEtcd() {
    var url = "http://127.0.0.1:" + etcdPort;
    var peer = "http://127.0.0.1:" + Ports.free();
    return Program.start(
        folder.resolve("etcd.log"),
        Map.of(),
        List.of(
            binaries.resolve("etcd").toString(),
            "--data-dir=" + folder.resolve("etcd"),
            "--listen-client-urls=" + url,
            "--advertise-client-urls=" + url,
            "--listen-peer-urls=" + peer,
            "--initial-advertise-peer-urls=" + peer,
            "--initial-cluster=default=" + peer,
            "--unsafe-no-fsync"));
  }

  private Program startApiServer() {
    return Program.start(
        folder.resolve("kube-apiserver.log"),
        Map.of(),
        List.of(
            binaries.resolve("kube-apiserver").toString(),
            "--etcd-servers=http://127.0.0.1:" + etcdPort,
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            "--secure-port=" + port,
            "--service-cluster-ip-range=10.0.0.0/24",
            "--authorization-mode=RBAC",
            "--token-auth-file=" + folder.resolve("tokens.csv"),
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file=" + folder.resolve("sa.pem"),
            "--service-account-signing-key-file=" + folder.resolve("sa.pem"),
            "--endpoint-reconciler-type=none",
            "--cert-dir=" + folder.resolve("certs")));
  }

  private Path adminKubeconfig() {
    return folder.resolve("admin.kubeconfig");
  }

  private void writeFiles() {
    try {
      Files.writeString(
          folder.resolve("tokens.csv"),
          "%s,admin,admin,\"system:masters\"%n%s,%s,operator,\"system:serviceaccounts\"%n"
              .formatted(ADMIN_TOKEN, OPERATOR_TOKEN, OPERATOR));
      Files.writeString(adminKubeconfig(), kubeconfig(ADMIN_TOKEN));
      Files.writeString(operatorKubeconfig(), kubeconfig(OPERATOR_TOKEN));
      var keys = KeyPairGenerator.getInstance("RSA");
      keys.initialize(2048);
      Files.writeString(
          folder.resolve("sa.pem"),
          "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
              .formatted(
                  Base64.getMimeEncoder(64, new byte[] {'\n'})
                      .encodeToString(keys.generateKeyPair().getPrivate().getEncoded())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has RSA", e);
    }
  }

  private String kubeconfig(String token) {
    return """
        apiVersion: v1
        kind: Config
        clusters: [{name: test, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
        users: [{name: test, user: {token: %s}}]
        contexts: [{name: test, context: {cluster: test, user: test}}]
        current-context: test
        """
        .formatted(port, token);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete() {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
