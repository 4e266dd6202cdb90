package io.kserf.playground;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** The program: stands in for the kubelets of a few nodes until it is ended by SIGTERM. */
public final class KubeletStandIn {
  private static final System.Logger LOG = System.getLogger(KubeletStandIn.class.getName());
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private KubeletStandIn() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    StandInOptions options;
    try {
      options = StandInOptions.parse(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println("kubelet-standin: " + e.getMessage());
      System.err.print(StandInOptions.USAGE);
      System.exit(2);
      return;
    }
    Files.createDirectories(options.state().resolve("logs"));
    Files.createDirectories(options.state().resolve("pids"));
    ContainerProcess.endLeftOvers(options.state().resolve("pids"));
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(options.kubeconfig().toFile()))
            .build();
    var runner = new PodRunner(client, options);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(runner), "stop"));
    List<NodeHeartbeat> heartbeats =
        options.nodes().stream().map(node -> new NodeHeartbeat(client, node)).toList();
    for (NodeHeartbeat heartbeat : heartbeats) {
      untilItWorks(heartbeat::register);
    }
    LOG.log(System.Logger.Level.INFO, "{0} nodes are registered", heartbeats.size());
    runner.start();
    while (true) {
      Thread.sleep(HEARTBEAT);
      for (NodeHeartbeat heartbeat : heartbeats) {
        untilItWorks(heartbeat::renewLease);
      }
    }
  }

  private static void untilItWorks(Runnable call) throws InterruptedException {
    for (boolean said = false; ; said = true) {
      try {
        call.run();
        return;
      } catch (KubernetesClientException e) {
        if (!said) {
          LOG.log(
              System.Logger.Level.WARNING,
              "the API server does not answer, trying on: {0}",
              e.getMessage());
        }
        Thread.sleep(RETRY);
      }
    }
  }

  private static void stop(PodRunner runner) {
    try {
      runner.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
