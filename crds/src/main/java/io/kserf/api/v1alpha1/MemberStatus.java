package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the pool says of a member. The order is from good news to bad. */
public enum MemberStatus {
  @JsonProperty("Alive")
  ALIVE,
  @JsonProperty("Leaving")
  LEAVING,
  @JsonProperty("Left")
  LEFT,
  @JsonProperty("Failed")
  FAILED
}
