package io.kserf.operator;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.kserf.api.v1alpha1.SerfCluster;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the work once there is an API server that knows the custom resources. Until then the
 * process stays, says what it waits for, and is not ready.
 */
@Singleton
final class Startup {
  private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

  private final Operator operator;
  private final KubernetesClient client;
  private final Thread thread = Thread.ofPlatform().name("startup").unstarted(this::start);
  private volatile boolean started;

  Startup(Operator operator, KubernetesClient client) {
    this.operator = operator;
    this.client = client;
  }

  void onStart(@Observes StartupEvent event) {
    thread.start();
  }

  void onStop(@Observes ShutdownEvent event) {
    thread.interrupt();
    if (started) {
      operator.stop();
    }
  }

  private void start() {
    try {
      awaitApiServer();
      operator.start();
      started = true;
      LOG.info("watching SerfClusters and SerfEvents at {}", client.getMasterUrl());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A process that does nothing is worse than one that is started again.
      LOG.error("cannot start: {}", Outage.of(e), e);
      Quarkus.asyncExit(1);
    }
  }

  private void awaitApiServer() throws InterruptedException {
    var said = "";
    for (var obstacle = obstacle(); obstacle.isPresent(); obstacle = obstacle()) {
      if (!said.equals(obstacle.get())) {
        said = obstacle.get();
        LOG.warn("waiting: {}", said);
      }
      Thread.sleep(BETWEEN_TRIES);
    }
  }

  /** Why the work cannot begin. */
  private Optional<String> obstacle() {
    try {
      client
          .resources(SerfCluster.class)
          .inAnyNamespace()
          .list(new ListOptionsBuilder().withLimit(1L).build());
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(
          switch (e.getCode()) {
            case HttpURLConnection.HTTP_NOT_FOUND ->
                "the API server at %s does not know SerfCluster: kubectl apply -k crds/manifests"
                    .formatted(client.getMasterUrl());
            case HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_UNAUTHORIZED ->
                "%s (kubectl apply -k deploy/base gives the operator its rights)"
                    .formatted(Outage.of(e));
            default -> "the API server at %s: %s".formatted(client.getMasterUrl(), Outage.of(e));
          });
    }
  }
}
