package io.kserf.daemon.http;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Live as long as the member's event loop answers. An agent that still starts is live: it must not
 * be restarted for that.
 */
@org.eclipse.microprofile.health.Liveness
@Singleton
public class Liveness implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);

  private final Shown shown;

  Liveness(Shown shown) {
    this.shown = shown;
  }

  @Override
  public HealthCheckResponse call() {
    boolean answers = shown.running().map(running -> answers(running)).orElse(true);
    return HealthCheckResponse.named("event loop").status(answers).build();
  }

  private static boolean answers(Shown.Running running) {
    try {
      CompletableFuture.supplyAsync(() -> running.agent().serf().state(), VIRTUAL)
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
