package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The agents' pods in numbers. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AgentCounts(
    @JsonPropertyDescription("Nodes that should run an agent.") int desired,
    @JsonPropertyDescription("Agents whose pod is ready.") int ready) {}
