package io.kserf.swim;

/**
 * An address to join.
 *
 * @param name the name expected there, or empty; used in messages only, as Serf does not verify it
 */
public record JoinTarget(String name, Address address) {}
