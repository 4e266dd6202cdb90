package io.kserf.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.kserf.operator.agents.AgentPools;
import io.kserf.operator.agents.Timings;
import java.time.Clock;
import java.time.Duration;

/** The operator in the test's own process, without Quarkus. */
final class RunningOperator implements AutoCloseable {
  private final Operator operator;

  private RunningOperator(Operator operator) {
    this.operator = operator;
  }

  /**
   * @param client is closed with the operator
   */
  static RunningOperator start(KubernetesClient client) {
    var operator =
        new Operator(
            configuration ->
                configuration
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(true)
                    .checkingCRDAndValidateLocalModel(false));
    var pools = new AgentPools(Timings.DEFAULT);
    operator.register(
        new SerfClusterReconciler(
            new OperatorSettings("image", "test", Duration.ofSeconds(15), Timings.DEFAULT),
            pools,
            Clock.systemUTC()));
    operator.register(new SerfEventReconciler(pools, Clock.systemUTC()));
    operator.start();
    return new RunningOperator(operator);
  }

  @Override
  public void close() {
    operator.stop();
  }
}
