package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** Compute resources of an agent's container. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Resources(
    @JsonPropertyDescription("What the scheduler sets aside, such as cpu: 50m, memory: 128Mi.")
        @Size(max = 16)
        @ValidationRule(value = Resources.QUANTITIES, message = Resources.QUANTITIES_MESSAGE)
        Map<String, Quantity> requests,
    @JsonPropertyDescription("What the container cannot exceed.")
        @Size(max = 16)
        @ValidationRule(value = Resources.QUANTITIES, message = Resources.QUANTITIES_MESSAGE)
        Map<String, Quantity> limits) {

  static final String QUANTITIES =
      "self.all(name, type(self[name]) != string || isQuantity(self[name]))";
  static final String QUANTITIES_MESSAGE =
      "resources are Kubernetes quantities, such as cpu: 50m or memory: 128Mi";

  /** Enough for a pool of some thousand members. No CPU limit: throttling reads as failure. */
  public static final Resources DEFAULT =
      new Resources(
          Map.of("cpu", new Quantity("50m"), "memory", new Quantity("128Mi")),
          Map.of("memory", new Quantity("256Mi")));

  public Resources {
    requests = Copies.of(requests);
    limits = Copies.of(limits);
  }
}
