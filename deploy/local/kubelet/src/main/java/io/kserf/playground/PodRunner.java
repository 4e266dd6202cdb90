package io.kserf.playground;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.kserf.playground.StandInOptions.StandInNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows the pods that are bound to the stand-in's nodes and gives each a worker. */
final class PodRunner implements ResourceEventHandler<Pod> {
  private final KubernetesClient client;
  private final StandInOptions options;
  private final Map<String, PodWorker> workers = new HashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private boolean stopping;

  PodRunner(KubernetesClient client, StandInOptions options) {
    this.client = client;
    this.options = options;
  }

  void start() {
    client.pods().inAnyNamespace().inform(this);
  }

  /**
   * Ends every process, gracefully, and returns when they are gone. Pods stay: the next stand-in
   * runs them again.
   */
  void stop() throws InterruptedException {
    List<Thread> running;
    synchronized (this) {
      stopping = true;
      workers.values().forEach(worker -> worker.end(false));
      running = List.copyOf(threads);
    }
    for (Thread thread : running) {
      thread.join();
    }
  }

  @Override
  public void onAdd(Pod pod) {
    consider(pod);
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {
    consider(pod);
  }

  @Override
  public synchronized void onDelete(Pod pod, boolean finalStateUnknown) {
    PodWorker worker = workers.remove(pod.getMetadata().getUid());
    if (worker != null) {
      worker.end(false);
    }
  }

  private synchronized void consider(Pod pod) {
    StandInNode node = nodeOf(pod);
    if (node == null || stopping) {
      return;
    }
    PodWorker worker =
        workers.computeIfAbsent(pod.getMetadata().getUid(), uid -> startWorker(node, pod));
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      worker.end(true);
    }
  }

  private PodWorker startWorker(StandInNode node, Pod pod) {
    var worker = new PodWorker(client, options, node, pod);
    threads.removeIf(thread -> !thread.isAlive());
    threads.add(Thread.ofVirtual().name("pod-" + pod.getMetadata().getName()).start(worker));
    return worker;
  }

  private @org.jspecify.annotations.Nullable StandInNode nodeOf(Pod pod) {
    return options.nodes().stream()
        .filter(node -> node.name().equals(pod.getSpec().getNodeName()))
        .findFirst()
        .orElse(null);
  }
}
