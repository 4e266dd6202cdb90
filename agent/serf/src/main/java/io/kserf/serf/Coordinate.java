package io.kserf.serf;

import java.util.List;

/**
 * Where a member is in the network (Vivaldi): the distance of two coordinates estimates the round
 * trip between their members. Everything is in seconds, except {@code error}.
 *
 * @param vec position in a space of 8 dimensions
 * @param error how sure it is, without a unit: 1.5 at first, near 0 when it has settled
 * @param adjustment corrects the distance by what was measured lately
 * @param height what a packet needs to get from the member into that space and back
 */
public record Coordinate(List<Double> vec, double error, double adjustment, double height) {}
