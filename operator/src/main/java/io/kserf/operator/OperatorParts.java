package io.kserf.operator;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.kserf.operator.agents.AgentPools;
import io.kserf.operator.agents.Timings;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** How the operator is put together where Quarkus runs it. */
final class OperatorParts {
  @Produces
  @Singleton
  OperatorSettings settings(OperatorConfig config) {
    return new OperatorSettings(
        config.agentImage(), config.instance(), config.resync(), Timings.DEFAULT);
  }

  @Produces
  @Singleton
  AgentPools pools(OperatorSettings settings) {
    return new AgentPools(settings.timings());
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  /** None by default: then the operator works at once. */
  @Produces
  @Dependent
  @Nullable LeaderElectionConfiguration leaderElection(OperatorConfig config) {
    return config.leaderElection()
        ? LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration("kserf-operator")
            .withLeaseNamespace(config.namespace())
            .withIdentity(config.instance())
            .build()
        : null;
  }
}
