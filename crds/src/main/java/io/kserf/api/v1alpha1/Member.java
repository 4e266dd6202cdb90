package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A member of the pool as most of the asked agents see it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Member(
    @JsonPropertyDescription("The member's name. An agent on a node has the node's name.") @Required
        String name,
    @JsonPropertyDescription("Address of its gossip, IP:PORT.") @Required String address,
    @JsonPropertyDescription("Alive, Leaving, Left or Failed.") @Required MemberStatus status,
    @JsonPropertyDescription("When the operator first saw this status.") @Nullable Instant since,
    @JsonPropertyDescription(
            "When the operator first saw it alive, or alive again after it had left or failed."
                + " Only in SerfMemberSlices.")
        @Nullable Instant joined,
    @JsonPropertyDescription(
            "True if the member is not an agent of this SerfCluster's nodes: a machine that joined"
                + " from outside. Only in SerfMemberSlices.")
        @Nullable Boolean external,
    @JsonPropertyDescription("Its tags.") Map<String, String> tags) {

  public Member {
    tags = Copies.of(tags);
  }
}
