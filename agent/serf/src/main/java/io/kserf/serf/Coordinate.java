package io.kserf.serf;

import java.util.List;

/**
 * A network coordinate (Vivaldi): seconds, except {@code error} which has no unit. {@code vec} has
 * 8 components.
 */
public record Coordinate(List<Double> vec, double error, double adjustment, double height) {}
