package io.kserf.operator;

import static io.kserf.operator.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.kserf.api.v1alpha1.NodeSelector;
import io.kserf.api.v1alpha1.Nodes;
import io.kserf.api.v1alpha1.Ports;
import io.kserf.api.v1alpha1.SerfCluster;
import io.kserf.api.v1alpha1.SerfClusterSpec;
import io.kserf.api.v1alpha1.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortClashTest {
  private static final List<Node> NODES = List.of(node("a", "10.0.0.1"), node("b", "10.0.0.2"));

  private final SerfCluster old = cluster("old", "2026-01-01T00:00:00Z", Ports.DEFAULT, Map.of());
  private final SerfCluster young =
      cluster("young", "2026-01-02T00:00:00Z", Ports.DEFAULT, Map.of());

  @Test
  void theYoungerOfTwoIsToldWhichPortsOnWhichNodeAreTaken() {
    var problem = clash(young, old, young).orElseThrow();

    assertThat(problem.reason()).isEqualTo("PortsTaken");
    assertThat(problem.message()).contains("here/old", "7373", "node a", "spec.ports");
  }

  @Test
  void theOlderKeepsItsPorts() {
    assertThat(clash(old, old, young)).isEmpty();
  }

  @Test
  void otherPortsDoNotClash() {
    var apart = cluster("apart", "2026-01-02T00:00:00Z", new Ports(8946, 8373, 8746), Map.of());

    assertThat(clash(apart, old, apart)).isEmpty();
  }

  @Test
  void anyTwoPortsMayClash() {
    var crossed = cluster("crossed", "2026-01-02T00:00:00Z", new Ports(8946, 7946, 8746), Map.of());

    assertThat(clash(crossed, old, crossed).orElseThrow().message()).contains("port 7946");
  }

  @Test
  void otherNodesDoNotClash() {
    var elsewhere =
        cluster("elsewhere", "2026-01-02T00:00:00Z", Ports.DEFAULT, Map.of("pool", "other"));

    assertThat(clash(elsewhere, old, elsewhere)).isEmpty();
  }

  @Test
  void aClusterThatIsBeingDeletedGivesItsPortsUp() {
    old.getMetadata().setDeletionTimestamp("2026-01-03T00:00:00Z");

    assertThat(clash(young, old, young)).isEmpty();
  }

  private static Optional<Problem> clash(SerfCluster cluster, SerfCluster... all) {
    return PortClash.of(cluster, Stream.of(all), NODES);
  }

  private static SerfCluster cluster(
      String name, String created, Ports ports, Map<String, String> labels) {
    var spec = SerfClusterSpec.defaults();
    var cluster =
        Samples.cluster(
            new SerfClusterSpec(
                spec.profile(),
                ports,
                new Nodes(new NodeSelector(labels, List.of()), List.of(Toleration.EVERYTHING)),
                spec.tags(),
                spec.nodeLabelsAsTags(),
                spec.encryption(),
                spec.seeds(),
                spec.agent(),
                false));
    cluster.getMetadata().setName(name);
    cluster.getMetadata().setCreationTimestamp(created);
    return cluster;
  }
}
