package io.kserf.operator.agents;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A user event that an agent has taken and spreads.
 *
 * @param lamportTime as the agent's own stream told it; empty if it did not within a second
 */
public record Broadcast(String sentBy, Instant sentAt, OptionalLong lamportTime) {}
