package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the agents run. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AgentSettings(
    @JsonPropertyDescription(
            "Container image of the agent. The image of the operator's own release if not set.")
        @Size(min = 1, max = 512)
        @Nullable String image,
    @JsonPropertyDescription("Compute resources of the agent's container.")
        @Default(
            """
            {"requests": {"cpu": "50m", "memory": "128Mi"}, "limits": {"memory": "256Mi"}}""")
        Resources resources,
    @JsonPropertyDescription(
            "Priority class of the agent's pods. An agent that is evicted or cannot be scheduled"
                + " looks like a failed node.")
        @Default("system-node-critical")
        @Size(max = 253)
        String priorityClassName,
    @JsonPropertyDescription("How much the agents log.") @Default("INFO") LogLevel logLevel,
    @JsonPropertyDescription(
            "Scripts that every agent runs on events, in the form of serf agent's -event-handler:"
                + " SCRIPT or FILTER=SCRIPT, such as user:deploy=/opt/deploy.sh. They run in the"
                + " agent's container; without any, agents run nothing.")
        @Size(max = 32)
        List<@Size(min = 1, max = 1024) String> handlers) {

  public static final AgentSettings DEFAULT =
      new AgentSettings(null, Resources.DEFAULT, "system-node-critical", LogLevel.INFO, List.of());

  public AgentSettings {
    resources = Objects.requireNonNullElse(resources, Resources.DEFAULT);
    priorityClassName = Objects.requireNonNullElse(priorityClassName, "system-node-critical");
    logLevel = Objects.requireNonNullElse(logLevel, LogLevel.INFO);
    handlers = Copies.of(handlers);
  }
}
