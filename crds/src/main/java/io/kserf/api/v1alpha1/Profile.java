package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Timing presets, Serf's own. */
public enum Profile {
  LAN,
  WAN,
  @JsonProperty("Local")
  LOCAL
}
