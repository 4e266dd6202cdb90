package io.kserf.node;

/** Skeleton of the builder config with Serf's names. */
public final class SerfConfig {
  private SerfConfig() {}

  public static SerfConfig lan() {
    throw new UnsupportedOperationException("under construction");
  }
}
