package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;

/** Which nodes take part. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Nodes(
    @JsonPropertyDescription(
            "The nodes that run an agent. Every node that runs Linux if not set; an empty selector"
                + " takes every node.")
        @Default(
            """
            {"matchLabels": {"kubernetes.io/os": "linux"}}""")
        NodeSelector selector,
    @JsonPropertyDescription(
            "Taints that the agents put up with. Every taint if not set: an agent must outlive the"
                + " failure that it reports.")
        @Default(
            """
            [{"operator": "Exists"}]""")
        @Size(max = 32)
        List<Toleration> tolerations) {

  public static final Nodes DEFAULT = new Nodes(NodeSelector.LINUX, List.of(Toleration.EVERYTHING));

  public Nodes {
    selector = Objects.requireNonNullElse(selector, NodeSelector.LINUX);
    tolerations =
        List.copyOf(Objects.requireNonNullElse(tolerations, List.of(Toleration.EVERYTHING)));
  }
}
