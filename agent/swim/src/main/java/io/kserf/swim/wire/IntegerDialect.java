package io.kserf.swim.wire;

/**
 * How a non-negative value of a signed field is written. Every Serf reads both; which one is
 * written tells the generation of its msgpack library apart.
 */
public enum IntegerDialect {
  /** Like an unsigned value: Serf up to 0.10.1. What Kserf writes. */
  UNSIGNED,
  /** With a signed type, beyond 127: Serf from 0.10.2. */
  SIGNED
}
