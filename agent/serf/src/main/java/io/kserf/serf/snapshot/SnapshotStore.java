package io.kserf.serf.snapshot;

/**
 * Where a snapshot is kept: a file, for the shell that runs an agent. Called on the instance's
 * thread; nothing here waits for what it asks for, and all of it takes effect in the order asked.
 */
public interface SnapshotStore {
  /** Adds lines at the end, within half a second. */
  void append(byte[] lines);

  /** Puts {@code all} in place of everything so far, in one step: a crash leaves either of them. */
  void replace(byte[] all);

  /** Sees to it that everything so far outlives a power failure. */
  void sync();

  /**
   * Whether anything since the last replacement that succeeded, be it lines or another replacement,
   * could not be stored. Lines may be missing from then on; asking for a replacement from time to
   * time puts that right as soon as it is possible.
   */
  boolean hasFailed();

  /** A store that drops everything. */
  static SnapshotStore none() {
    return new SnapshotStore() {
      @Override
      public void append(byte[] lines) {}

      @Override
      public void replace(byte[] all) {}

      @Override
      public void sync() {}

      @Override
      public boolean hasFailed() {
        return false;
      }
    };
  }
}
