package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One aspect of a resource's state, in the shape that Kubernetes' own conditions have. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
    @JsonPropertyDescription("Which aspect, such as Ready.") @Required @Size(max = 316) String type,
    @JsonPropertyDescription("True, False or Unknown.") @Required Status status,
    @JsonPropertyDescription("The generation of the spec that this speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("When status last changed.") @Required Instant lastTransitionTime,
    @JsonPropertyDescription("Why, as one word for programs.") @Required @Size(max = 1024)
        String reason,
    @JsonPropertyDescription("Why, for people: what is wrong, where, and what to do.")
        @Required
        @Size(max = 32768)
        String message) {

  /** Whether the condition holds. */
  public enum Status {
    @JsonProperty("True")
    TRUE,
    @JsonProperty("False")
    FALSE,
    @JsonProperty("Unknown")
    UNKNOWN
  }

  @JsonIgnore
  public boolean isTrue() {
    return status == Status.TRUE;
  }
}
