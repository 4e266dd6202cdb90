package io.kserf.playground;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kserf.playground.StandInOptions.StandInNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs one pod, on a thread of its own, from the moment it is bound to a node until it is deleted.
 */
final class PodWorker implements Runnable {
  private static final System.Logger LOG = System.getLogger(PodWorker.class.getName());
  private static final Duration TICK = Duration.ofMillis(500);
  private static final int TICKS_PER_VOLUME_REFRESH = 10;

  private final KubernetesClient client;
  private final StandInOptions options;
  private final StandInNode node;
  private final Pod pod;
  private final Container container;
  private final CountDownLatch endRequested = new CountDownLatch(1);
  private volatile boolean deletePod;
  private int restarts;
  private @Nullable PodReport reported;

  PodWorker(KubernetesClient client, StandInOptions options, StandInNode node, Pod pod) {
    this.client = client;
    this.options = options;
    this.node = node;
    this.pod = pod;
    this.container = pod.getSpec().getContainers().getFirst();
  }

  /**
   * Ends the container gracefully. {@code andDelete} when the pod was deleted, and waits for the
   * kubelet's last word.
   */
  void end(boolean andDelete) {
    deletePod |= andDelete;
    endRequested.countDown();
  }

  @Override
  public void run() {
    try {
      try {
        refuseWhatIsNotKnown();
        keepRunning();
      } catch (UnsupportedPod e) {
        refuse(e);
      }
      if (deletePod) {
        confirmDeletion();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void refuseWhatIsNotKnown() {
    if (pod.getSpec().getContainers().size() != 1 || !pod.getSpec().getInitContainers().isEmpty()) {
      throw new UnsupportedPod("it must have exactly one container and no init containers");
    }
    if (container.getCommand().isEmpty()) {
      throw new UnsupportedPod(
          "the container needs a command, as there is no image to take it from");
    }
  }

  private void keepRunning() throws InterruptedException {
    var volumes =
        new Volumes(client, pod, folder(), options.state().resolve("hosts").resolve(node.name()));
    while (!awaitVolumes(volumes)) {
      report(new ContainerState.Waiting("ContainerCreating", "waits for a ConfigMap or Secret"));
      if (pause(TICK)) {
        return;
      }
    }
    while (true) {
      ContainerProcess process = start(volumes);
      watch(process, volumes);
      if (process.isAlive()) {
        process.stop(grace());
        return;
      }
      process.forget();
      LOG.log(
          System.Logger.Level.INFO,
          "{0}: exited with {1}, starts again in {2} s",
          name(),
          process.exitCode(),
          options.restartDelay().toSeconds());
      report(
          new ContainerState.Waiting(
              "CrashLoopBackOff", "exited with " + process.exitCode() + ", see " + log()));
      if (pause(options.restartDelay())) {
        return;
      }
      restarts++;
    }
  }

  private boolean awaitVolumes(Volumes volumes) {
    try {
      return volumes.refresh();
    } catch (KubernetesClientException e) {
      LOG.log(System.Logger.Level.WARNING, "{0}: cannot read volumes: {1}", name(), e.getMessage());
      return false;
    }
  }

  private ContainerProcess start(Volumes volumes) {
    PathMap paths = volumes.mounts(options.paths());
    Map<String, String> environment = Environment.of(pod, container, node);
    var command = new ArrayList<>(Environment.expand(container.getCommand(), environment));
    command.addAll(Environment.expand(container.getArgs(), environment));
    List<String> localCommand = command.stream().map(paths::rewrite).toList();
    environment.replaceAll((name, value) -> paths.rewrite(value));
    try {
      var process = ContainerProcess.start(localCommand, environment, folder(), log(), pidFile());
      LOG.log(
          System.Logger.Level.INFO,
          "{0}: started as process {1} on {2}",
          name(),
          process.pid(),
          node.name());
      return process;
    } catch (UncheckedIOException e) {
      throw new UnsupportedPod(String.valueOf(e.getMessage()));
    }
  }

  /** Returns when the process has exited or the pod must end. */
  private void watch(ContainerProcess process, Volumes volumes) throws InterruptedException {
    HttpProbe readiness = HttpProbe.of(container.getReadinessProbe(), container, node.hostIp());
    HttpProbe liveness = HttpProbe.of(container.getLivenessProbe(), container, node.hostIp());
    for (int tick = 1; process.isAlive(); tick++) {
      if (readiness != null) {
        readiness.ask();
      }
      boolean ready = readiness == null || readiness.passes();
      report(new ContainerState.Running(process.startedAt(), ready));
      // Only once ready: a start-up that takes long is not a failure of liveness.
      if (liveness != null && ready) {
        liveness.ask();
        if (liveness.failed()) {
          LOG.log(System.Logger.Level.WARNING, "{0}: liveness probe failed", name());
          process.stop(grace());
          return;
        }
      }
      if (tick % TICKS_PER_VOLUME_REFRESH == 0) {
        awaitVolumes(volumes);
      }
      if (pause(TICK)) {
        return;
      }
    }
  }

  /** True when the pod must end. */
  private boolean pause(Duration time) throws InterruptedException {
    return endRequested.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void refuse(UnsupportedPod reason) throws InterruptedException {
    LOG.log(System.Logger.Level.WARNING, "{0}: {1}", name(), reason.getMessage());
    do {
      report(new ContainerState.Waiting("StandInCannotRun", reason.reason()));
    } while (!pause(TICK));
  }

  private void report(ContainerState state) {
    var report = new PodReport(state, restarts);
    if (report.equals(reported)) {
      return;
    }
    try {
      client
          .pods()
          .inNamespace(pod.getMetadata().getNamespace())
          .withName(name())
          .editStatus(p -> report.on(p, node));
      reported = report;
    } catch (KubernetesClientException e) {
      // Said again at the next tick.
      LOG.log(System.Logger.Level.DEBUG, "{0}: status not written: {1}", name(), e.getMessage());
    }
  }

  private void confirmDeletion() throws InterruptedException {
    while (true) {
      try {
        client
            .pods()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(name())
            .withGracePeriod(0)
            .delete();
        LOG.log(System.Logger.Level.INFO, "{0}: ended", name());
        return;
      } catch (KubernetesClientException e) {
        Thread.sleep(TICK);
      }
    }
  }

  private Duration grace() {
    return Duration.ofSeconds(
        Objects.requireNonNullElse(pod.getSpec().getTerminationGracePeriodSeconds(), 30L));
  }

  private Path folder() {
    return options.state().resolve("pods").resolve(name());
  }

  private Path log() {
    return options.state().resolve("logs").resolve(name() + ".log");
  }

  private String name() {
    return pod.getMetadata().getName();
  }

  private Path pidFile() {
    return options.state().resolve("pids").resolve(node.name() + "_" + name());
  }
}
