package io.kserf.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The operator's own properties; {@code KSERF_AGENT_IMAGE} and so on in the environment. */
@ConfigMapping(prefix = "kserf")
interface OperatorConfig {
  /** Image of the agents of SerfClusters that name none. */
  String agentImage();

  /** How often a SerfCluster is looked at when nothing happens. */
  @WithDefault("15s")
  Duration resync();

  /** Whether several operators may run, of which one works. */
  @WithDefault("false")
  boolean leaderElection();

  /** Where the operator runs. */
  @WithDefault("kserf-system")
  String namespace();

  /** Which operator this is. */
  @WithDefault("${HOSTNAME:kserf-operator}")
  String instance();
}
