package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** One requirement on a node's labels. */
@ValidationRule(
    value =
        "self.operator in ['In', 'NotIn'] ? has(self.values) && size(self.values) > 0"
            + " : !has(self.values) || size(self.values) == 0",
    message = "operators In and NotIn need values, Exists and DoesNotExist take none")
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodeExpression(
    @JsonPropertyDescription("The label's key.") @Required @Size(min = 1, max = 317) String key,
    @JsonPropertyDescription("How the label's value relates to values.") @Required
        Operator operator,
    @JsonPropertyDescription("Values for In and NotIn.") @Size(max = 64) List<String> values) {

  public NodeExpression {
    values = Copies.of(values);
  }

  /** Kubernetes' operators of a label selector. */
  public enum Operator {
    @JsonProperty("In")
    IN("In"),
    @JsonProperty("NotIn")
    NOT_IN("NotIn"),
    @JsonProperty("Exists")
    EXISTS("Exists"),
    @JsonProperty("DoesNotExist")
    DOES_NOT_EXIST("DoesNotExist");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /** Kubernetes' word for it. */
    public String text() {
      return text;
    }
  }
}
