package io.kserf.playground;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import java.time.Instant;

/** What a pod's only container is doing, as far as its status tells. */
sealed interface ContainerState {
  /** Waits to be started, and why. */
  record Waiting(String reason, String message) implements ContainerState {}

  record Running(Instant since, boolean ready) implements ContainerState {}

  default boolean isReady() {
    return this instanceof Running(Instant since, boolean ready) && ready;
  }

  default io.fabric8.kubernetes.api.model.ContainerState toStatus() {
    var builder = new ContainerStateBuilder();
    return switch (this) {
      case Waiting(String reason, String message) ->
          builder.withNewWaiting(message, reason).build();
      case Running(Instant since, boolean ready) ->
          builder
              .withNewRunning(since.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString())
              .build();
    };
  }
}
