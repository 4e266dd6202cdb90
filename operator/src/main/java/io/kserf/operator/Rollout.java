package io.kserf.operator;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.Optional;

/**
 * How far the agents' DaemonSet has come.
 *
 * @param desired nodes that should run an agent, as the DaemonSet's controller counts them
 * @param updated of these, that run one of the newest kind
 */
record Rollout(boolean seen, int desired, int updated) {

  static Rollout of(Optional<DaemonSet> daemonSet) {
    return daemonSet
        .map(
            set -> {
              var status = Optional.ofNullable(set.getStatus());
              long observed = status.map(known -> known.getObservedGeneration()).orElse(0L);
              return new Rollout(
                  observed >= Optional.ofNullable(set.getMetadata().getGeneration()).orElse(1L),
                  status.map(known -> known.getDesiredNumberScheduled()).orElse(0),
                  status.map(known -> known.getUpdatedNumberScheduled()).orElse(0));
            })
        .orElse(new Rollout(false, 0, 0));
  }

  boolean isComplete() {
    return seen && updated >= desired;
  }
}
