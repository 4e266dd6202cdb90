package io.kserf.operator.agents;

/**
 * An agent to talk to.
 *
 * @param name its name in the pool, which is its node's
 * @param rpcAddress {@code HOST:PORT}, IPv6 in brackets
 * @param incarnation tells the pod of today from the one that ran there before
 */
public record Agent(String name, String rpcAddress, String incarnation) {}
