package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A taint that the agents put up with. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.key) || (has(self.operator) && self.operator == 'Exists')",
    message = "a toleration without a key tolerates every taint and must say operator: Exists")
@ValidationRule(
    value = "!has(self.value) || !has(self.operator) || self.operator == 'Equal'",
    message = "operator Exists takes no value: leave value out, or use operator: Equal")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Toleration(
    @JsonPropertyDescription("The taint's key. Empty, with operator Exists, matches every taint.")
        @Nullable String key,
    @JsonPropertyDescription("Equal compares the value, Exists does not. Equal if not set.")
        @Nullable Operator operator,
    @JsonPropertyDescription("The taint's value, for operator Equal.") @Nullable String value,
    @JsonPropertyDescription("The taint's effect. All effects if not set.") @Nullable Effect effect,
    @JsonPropertyDescription(
            "How long an agent stays on a node that got such a taint with effect NoExecute."
                + " For ever if not set.")
        @Nullable Long tolerationSeconds) {

  /** Every taint: an agent must outlive the failure that it reports. */
  public static final Toleration EVERYTHING =
      new Toleration(null, Operator.EXISTS, null, null, null);

  /** How a toleration matches a taint. */
  public enum Operator {
    @JsonProperty("Equal")
    EQUAL("Equal"),
    @JsonProperty("Exists")
    EXISTS("Exists");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /** Kubernetes' word for it. */
    public String text() {
      return text;
    }
  }

  /** What a taint does to pods that do not tolerate it. */
  public enum Effect {
    @JsonProperty("NoSchedule")
    NO_SCHEDULE("NoSchedule"),
    @JsonProperty("PreferNoSchedule")
    PREFER_NO_SCHEDULE("PreferNoSchedule"),
    @JsonProperty("NoExecute")
    NO_EXECUTE("NoExecute");

    private final String text;

    Effect(String text) {
      this.text = text;
    }

    /** Kubernetes' word for it. */
    public String text() {
      return text;
    }
  }
}
