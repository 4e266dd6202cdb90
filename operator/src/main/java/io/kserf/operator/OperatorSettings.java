package io.kserf.operator;

import io.kserf.operator.agents.Timings;
import java.time.Duration;

/**
 * What is set from outside.
 *
 * @param agentImage of the agents where a SerfCluster names none
 * @param instance which operator this is, for Kubernetes Events
 * @param resync how often a cluster is looked at when nothing happens
 */
public record OperatorSettings(
    String agentImage, String instance, Duration resync, Timings timings) {}
