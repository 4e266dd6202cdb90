package io.kserf.operator;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.AggregatedOperatorException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in one line why something could not be reconciled. */
final class Outage {
  private static final int CAUSES = 10;

  private Outage() {}

  /** The API server's own words if it said something, else what became of the connection. */
  static String of(Throwable failure) {
    var cause = failure;
    for (int i = 0; i < CAUSES && cause != null; i++) {
      if (cause instanceof AggregatedOperatorException all) {
        cause = all.getAggregatedExceptions().values().iterator().next();
      }
      if (cause instanceof KubernetesClientException refusal && refusal.getStatus() != null) {
        return "the API server refuses: " + firstLine(refusal.getStatus().getMessage());
      }
      if (cause.getCause() == null) {
        break;
      }
      cause = cause.getCause();
    }
    var last = Optional.ofNullable(cause).orElse(failure);
    return last.getClass().getSimpleName() + ": " + firstLine(last.getMessage());
  }

  private static String firstLine(@Nullable String text) {
    return Optional.ofNullable(text)
        .flatMap(all -> all.lines().findFirst())
        .orElse("no reason given");
  }
}
