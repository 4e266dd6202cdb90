package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The pool that a person wants. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SerfClusterSpec(
    @JsonPropertyDescription(
            "Serf's timing preset: LAN for one data centre, WAN across data centres, Local for one"
                + " machine.")
        @Default("LAN")
        Profile profile,
    @JsonPropertyDescription(
            "The ports that each agent opens on its node. Two SerfClusters that share a node need"
                + " different ports.")
        @Default("{}")
        Ports ports,
    @JsonPropertyDescription("Which nodes take part.") @Default("{}") Nodes nodes,
    @JsonPropertyDescription(
            "Tags of every agent. They change while the agents run, without a restart. An agent's"
                + " tags are these and nodeLabelsAsTags; others are removed. Serf's limit for all"
                + " tags of a member is 512 bytes.")
        @Size(max = 32)
        @ValidationRule(
            value = "self.all(key, size(key) > 0 && size(key) <= 128)",
            message = "the name of a tag has 1 to 128 characters")
        @ValidationRule(
            value = "self.map(key, size(key) + size(self[key]) + 2).sum() <= 500",
            message =
                "tags are too large: Serf's limit for all tags of a member is 512 bytes with their"
                    + " encoding, so keep names and values under 500 characters together")
        Map<String, @Size(max = 500) String> tags,
    @JsonPropertyDescription(
            "Labels of the node that its agent carries as tags of the same name, such as"
                + " topology.kubernetes.io/zone. A label that the node does not have is left out.")
        @Size(max = 16)
        List<@Size(min = 1, max = 317) String> nodeLabelsAsTags,
    @JsonPropertyDescription("Encryption of the gossip.") @Default("{}") Encryption encryption,
    @JsonPropertyDescription("What the agents join.") @Default("{}") Seeds seeds,
    @JsonPropertyDescription("How the agents run.") @Default("{}") AgentSettings agent,
    @JsonPropertyDescription(
            "While true the operator changes nothing of this cluster: neither the objects that it"
                + " owns nor the pool. Agents keep running, and status is still written.")
        @Default("false")
        boolean suspend) {

  public SerfClusterSpec {
    profile = Objects.requireNonNullElse(profile, Profile.LAN);
    ports = Objects.requireNonNullElse(ports, Ports.DEFAULT);
    nodes = Objects.requireNonNullElse(nodes, Nodes.DEFAULT);
    tags = Copies.of(tags);
    nodeLabelsAsTags = Copies.of(nodeLabelsAsTags);
    encryption = Objects.requireNonNullElse(encryption, Encryption.MANAGED);
    seeds = Objects.requireNonNullElse(seeds, Seeds.DEFAULT);
    agent = Objects.requireNonNullElse(agent, AgentSettings.DEFAULT);
  }

  /** What {@code spec: {}} means. */
  public static SerfClusterSpec defaults() {
    return new SerfClusterSpec(
        Profile.LAN,
        Ports.DEFAULT,
        Nodes.DEFAULT,
        Map.of(),
        List.of(),
        Encryption.MANAGED,
        Seeds.DEFAULT,
        AgentSettings.DEFAULT,
        false);
  }
}
