package io.kserf.simulation;

import io.kserf.serf.snapshot.Replay;
import io.kserf.serf.snapshot.Snapshot;
import io.kserf.serf.snapshot.SnapshotStore;
import java.io.ByteArrayOutputStream;

/** A host's disk, with one snapshot on it. It outlives the processes that write there. */
final class VirtualDisk implements SnapshotStore {
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  /** What a process that starts now finds, and where it goes on. */
  Snapshot open() {
    var replay = new Replay(false, (level, message) -> {});
    byte[] bytes = content.toByteArray();
    replay.read(bytes, bytes.length);
    return new Snapshot(this, replay.end(), false);
  }

  @Override
  public void append(byte[] lines) {
    content.writeBytes(lines);
  }

  @Override
  public void replace(byte[] all) {
    content.reset();
    content.writeBytes(all);
  }

  @Override
  public void sync() {}

  @Override
  public boolean hasFailed() {
    return false;
  }
}
