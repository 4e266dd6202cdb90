package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pool as the agents see it. Bounded: the whole list of members is in SerfMemberSlices. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SerfClusterStatus(
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("The pool in numbers, as most of the asked agents see it.")
        @Nullable MemberCounts members,
    @JsonPropertyDescription("The agents' pods in numbers.") @Nullable AgentCounts agents,
    @JsonPropertyDescription("Members that are not alive, at most 50 of them, worst news first.")
        @Size(max = LISTED)
        List<Member> unhealthy,
    @JsonPropertyDescription("True if more members are not alive than unhealthy lists.")
        @Nullable Boolean truncated,
    @JsonPropertyDescription(
            "Members that are not agents of this SerfCluster's nodes, at most 50 of them: machines"
                + " that joined from outside.")
        @Size(max = LISTED)
        List<Member> external,
    @JsonPropertyDescription("What agents join at first.") @Size(max = 82) List<String> seeds,
    @JsonPropertyDescription(
            "The alive member that joined first, by join time, then by name: for scripts that need"
                + " one member to act.")
        @Nullable String leader,
    @JsonPropertyDescription("The keyring, by fingerprints.") @Nullable Keys keys,
    @JsonPropertyDescription(
            "Ready: the pool serves, most agents are alive in it. Progressing: agents are being"
                + " started, restarted or joined. Converged: all asked agents see the same pool."
                + " Degraded: something needs a person or time, see its message.")
        @Size(max = 16)
        List<Condition> conditions) {

  /** How many members each list of a status holds. */
  public static final int LISTED = 50;

  public SerfClusterStatus {
    unhealthy = Copies.of(unhealthy);
    external = Copies.of(external);
    seeds = Copies.of(seeds);
    conditions = Copies.of(conditions);
  }

  public static SerfClusterStatus empty() {
    return new SerfClusterStatus(
        null, null, null, List.of(), null, List.of(), List.of(), null, null, List.of());
  }

  public Optional<Condition> condition(String type) {
    return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }
}
