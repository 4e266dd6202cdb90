package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of the event. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SerfEventStatus(
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Pending: waits for the cluster or for an agent. Sending: handed to an agent, whose"
                + " answer is not known yet. Broadcast: an agent took it and spreads it. Failed: it"
                + " was refused and will not be sent.")
        @Nullable Phase phase,
    @JsonPropertyDescription(
            "How many times the event was handed to an agent. More than one means that an answer"
                + " was lost, by an agent's or the operator's crash, and handlers may have seen the"
                + " event more than once.")
        @Nullable Integer attempts,
    @JsonPropertyDescription("The event's Lamport time, if the agent told it.")
        @Nullable Long lamportTime,
    @JsonPropertyDescription("The member that the event was sent from.") @Nullable String sentBy,
    @JsonPropertyDescription("When that member took it.") @Nullable Instant sentAt,
    @JsonPropertyDescription("Broadcast: whether the event was sent, and if not, why.")
        @Size(max = 16)
        List<Condition> conditions) {

  public SerfEventStatus {
    conditions = Copies.of(conditions);
  }

  public static SerfEventStatus empty() {
    return new SerfEventStatus(null, null, null, null, null, null, List.of());
  }

  public Optional<Condition> condition(String type) {
    return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  /** How far the event has come. */
  public enum Phase {
    @JsonProperty("Pending")
    PENDING,
    @JsonProperty("Sending")
    SENDING,
    @JsonProperty("Broadcast")
    BROADCAST,
    @JsonProperty("Failed")
    FAILED;

    /** Nothing more will be done. */
    public boolean isFinal() {
      return this == BROADCAST || this == FAILED;
    }
  }
}
