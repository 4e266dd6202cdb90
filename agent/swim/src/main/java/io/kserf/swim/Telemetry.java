package io.kserf.swim;

/**
 * Where the instance counts. Names are Serf's dotted ones, such as {@code memberlist.udp.sent};
 * called from the instance's thread only.
 */
public interface Telemetry {
  /** Adds to a counter. */
  void count(String name, long by);

  /** Adds one observation of a distribution: bytes, milliseconds or a depth, as the name says. */
  void sample(String name, double value);

  /** Sets a gauge. */
  void gauge(String name, double value);

  /** Telemetry that drops everything. */
  static Telemetry none() {
    return new Telemetry() {
      @Override
      public void count(String name, long by) {}

      @Override
      public void sample(String name, double value) {}

      @Override
      public void gauge(String name, double value) {}
    };
  }
}
