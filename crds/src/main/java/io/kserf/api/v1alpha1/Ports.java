package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** The ports that an agent opens on its node. */
@ValidationRule(
    value = "self.gossip != self.rpc && self.gossip != self.http && self.rpc != self.http",
    message =
        "ports.gossip, ports.rpc and ports.http must differ: the agent opens all three on the"
            + " node's address")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Ports(
    @JsonPropertyDescription(
            "Port of the gossip, UDP and TCP. Every node and every machine that joins from outside"
                + " must reach it.")
        @Default("7946")
        @Min(1)
        @Max(65535)
        int gossip,
    @JsonPropertyDescription(
            "Port of Serf's RPC, TCP. The operator and the kserf command line speak to it, with a"
                + " token.")
        @Default("7373")
        @Min(1)
        @Max(65535)
        int rpc,
    @JsonPropertyDescription(
            "Port of the agent's health (/q/health) and metrics (/q/metrics), TCP.")
        @Default("9746")
        @Min(1)
        @Max(65535)
        int http) {

  /** Serf's ports. */
  public static final Ports DEFAULT = new Ports(7946, 7373, 9746);

  public Ports {
    gossip = gossip == 0 ? 7946 : gossip;
    rpc = rpc == 0 ? 7373 : rpc;
    http = http == 0 ? 9746 : http;
  }
}
