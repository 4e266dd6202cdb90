package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The addresses that an agent joins at first. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Seeds(
    @JsonPropertyDescription(
            "Members outside this Kubernetes cluster, as HOST or HOST:PORT with 7946 as the default"
                + " port, IPv6 in brackets. They join machines that run serf or kserf anywhere.")
        @Size(max = 32)
        @ValidationRule(
            value = "self.all(seed, seed.matches('" + Seeds.ADDRESS + "'))",
            message =
                "seeds.external takes HOST or HOST:PORT, such as 10.1.2.3:7946 or serf.example.com,"
                    + " IPv6 in brackets")
        List<@Size(min = 1, max = 259) String> external,
    @JsonPropertyDescription("How many nodes serve as seeds.") @Default("5") @Min(1) @Max(50)
        int count) {

  static final String PORT =
      "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
  static final String ADDRESS =
      "^(\\\\[[0-9a-fA-F:.]+\\\\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:" + PORT + ")?$";

  public static final Seeds DEFAULT = new Seeds(List.of(), 5);

  public Seeds {
    external = Copies.of(external);
    count = count == 0 ? 5 : count;
  }
}
