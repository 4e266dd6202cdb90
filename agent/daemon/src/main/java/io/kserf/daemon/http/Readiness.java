package io.kserf.daemon.http;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready when the member is part of its pool, neither leaving nor left, and RPC is served. */
@org.eclipse.microprofile.health.Readiness
@Singleton
public class Readiness implements HealthCheck {
  private final Shown shown;

  Readiness(Shown shown) {
    this.shown = shown;
  }

  @Override
  public HealthCheckResponse call() {
    boolean alive = shown.running().map(running -> running.agent().isAlive()).orElse(false);
    boolean serves = shown.running().map(running -> running.rpc().isListening()).orElse(false);
    return HealthCheckResponse.named("serf")
        .status(alive && serves)
        .withData("alive", alive)
        .withData("rpc", serves)
        .build();
  }
}
