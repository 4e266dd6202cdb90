package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/** A label selector over nodes. Everything in it must hold; an empty one matches every node. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodeSelector(
    @JsonPropertyDescription("Labels that a node must have, with these values.") @Size(max = 32)
        Map<String, String> matchLabels,
    @JsonPropertyDescription("Further requirements on a node's labels; all must hold.")
        @Size(max = 16)
        List<NodeExpression> matchExpressions) {

  /** Every node that runs Linux. */
  public static final NodeSelector LINUX =
      new NodeSelector(Map.of("kubernetes.io/os", "linux"), List.of());

  public NodeSelector {
    matchLabels = Copies.of(matchLabels);
    matchExpressions = Copies.of(matchExpressions);
  }

  /** Whether a node with these labels takes part. */
  public boolean matches(Map<String, String> labels) {
    return labels.entrySet().containsAll(matchLabels.entrySet())
        && matchExpressions.stream().allMatch(expression -> holds(expression, labels));
  }

  private static boolean holds(NodeExpression expression, Map<String, String> labels) {
    var value = labels.get(expression.key());
    return switch (expression.operator()) {
      case IN -> value != null && expression.values().contains(value);
      case NOT_IN -> value == null || !expression.values().contains(value);
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
    };
  }
}
