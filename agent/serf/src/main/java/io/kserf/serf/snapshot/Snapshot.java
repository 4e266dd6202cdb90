package io.kserf.serf.snapshot;

/**
 * What an instance starts from and records to.
 *
 * @param rejoinAfterLeave whether who leaves wants to find the pool again when it is restarted
 */
public record Snapshot(SnapshotStore store, Recovered recovered, boolean rejoinAfterLeave) {
  private static final Snapshot NONE =
      new Snapshot(SnapshotStore.none(), Recovered.nothing(), false);

  /** Nothing to start from, and nothing to record. */
  public static Snapshot none() {
    return NONE;
  }

  public boolean isNone() {
    return this == NONE;
  }
}
