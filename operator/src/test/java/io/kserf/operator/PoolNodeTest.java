package io.kserf.operator;

import static io.kserf.operator.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.kserf.api.v1alpha1.NodeExpression;
import io.kserf.api.v1alpha1.NodeExpression.Operator;
import io.kserf.api.v1alpha1.NodeSelector;
import io.kserf.api.v1alpha1.Nodes;
import io.kserf.api.v1alpha1.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolNodeTest {
  private static final Node PLAIN = node("b", "10.0.0.2");

  private static final Node WINDOWS =
      node(
          "w",
          "10.0.0.9",
          node -> node.editMetadata().addToLabels("kubernetes.io/os", "windows").endMetadata());

  private static final Node TAINTED =
      node(
          "a",
          "10.0.0.1",
          node -> node.editSpec().addNewTaint("NoSchedule", "gpu", null, "yes").endSpec());

  private static final Node TROUBLED =
      node(
          "c",
          "10.0.0.3",
          node ->
              node.editSpec()
                  .addNewTaint("NoExecute", "node.kubernetes.io/unreachable", null, null)
                  .endSpec());

  @Test
  void byDefaultEveryLinuxNodeTakesPartWhateverItsTaints() {
    assertThat(names(Nodes.DEFAULT)).containsExactly("a", "b", "c");
  }

  @Test
  void anEmptySelectorTakesEveryNode() {
    assertThat(names(nodes(new NodeSelector(Map.of(), List.of()))))
        .containsExactly("a", "b", "c", "w");
  }

  @Test
  void expressionsNarrowTheChoice() {
    var notLinux = new NodeExpression("kubernetes.io/os", Operator.NOT_IN, List.of("linux"));
    var noZone = new NodeExpression("zone", Operator.DOES_NOT_EXIST, List.of());
    var zone = new NodeExpression("zone", Operator.EXISTS, List.of());
    var linux = new NodeExpression("kubernetes.io/os", Operator.IN, List.of("linux", "other"));

    assertThat(names(nodes(new NodeSelector(Map.of(), List.of(notLinux, noZone)))))
        .containsExactly("w");
    assertThat(names(nodes(new NodeSelector(Map.of(), List.of(zone))))).isEmpty();
    assertThat(names(nodes(new NodeSelector(Map.of(), List.of(linux)))))
        .containsExactly("a", "b", "c");
  }

  @Test
  void withoutATolerationATaintedNodeIsLeftOutButATroubledOneIsNot() {
    assertThat(names(new Nodes(NodeSelector.LINUX, List.of()))).containsExactly("b", "c");
  }

  @Test
  void aTolerationMatchesByKeyValueAndEffect() {
    assertThat(names(tolerating("gpu", Toleration.Operator.EQUAL, "yes"))).contains("a");
    assertThat(names(tolerating("gpu", Toleration.Operator.EQUAL, "no"))).doesNotContain("a");
    assertThat(names(tolerating("gpu", Toleration.Operator.EXISTS, null))).contains("a");
    assertThat(names(tolerating("cpu", Toleration.Operator.EXISTS, null))).doesNotContain("a");
  }

  @Test
  void anAddressIsTheInternalOne() {
    assertThat(PoolNode.select(Nodes.DEFAULT, List.of(PLAIN)).getFirst().address())
        .contains("10.0.0.2");
    var unborn = node("n", "", node -> node.editStatus().withAddresses().endStatus());
    assertThat(PoolNode.select(Nodes.DEFAULT, List.of(unborn)).getFirst().address()).isEmpty();
  }

  private static Nodes nodes(NodeSelector selector) {
    return new Nodes(selector, List.of(Toleration.EVERYTHING));
  }

  private static Nodes tolerating(
      String key, Toleration.Operator operator, @Nullable String value) {
    return new Nodes(NodeSelector.LINUX, List.of(new Toleration(key, operator, value, null, null)));
  }

  private static List<String> names(Nodes wanted) {
    return PoolNode.select(wanted, List.of(WINDOWS, TROUBLED, PLAIN, TAINTED)).stream()
        .map(PoolNode::name)
        .toList();
  }
}
