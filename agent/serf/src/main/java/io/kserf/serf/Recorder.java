package io.kserf.serf;

/** Who writes down what a member of this name has to know after a restart. */
interface Recorder {
  /** Time begins to pass. */
  default void start() {}

  /** Something was delivered, before any coalescing; queries come by {@link #onQuery}. */
  default void onEvent(SerfEvent event) {}

  /** A query was delivered, be it to the application or to Serf itself. */
  default void onQuery(long lamportTime) {}

  /** This member is about to announce itself with this incarnation. */
  default void onIncarnation(long incarnation) {}

  /** This member has begun to leave. */
  default void onLeave() {}

  /** Nothing follows. */
  default void stop() {}

  /** For members without a snapshot. */
  static Recorder none() {
    return new Recorder() {};
  }
}
