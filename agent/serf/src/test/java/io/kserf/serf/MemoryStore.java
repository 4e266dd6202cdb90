package io.kserf.serf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kserf.serf.snapshot.Recovered;
import io.kserf.serf.snapshot.Replay;
import io.kserf.serf.snapshot.Snapshot;
import io.kserf.serf.snapshot.SnapshotStore;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** A snapshot in memory, on a disk that a test can fill. */
final class MemoryStore implements SnapshotStore {
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final ByteArrayOutputStream everything = new ByteArrayOutputStream();
  private boolean full;
  private boolean failed;
  int replacements;
  int syncs;

  @Override
  public void append(byte[] lines) {
    everything.writeBytes(lines);
    if (full || failed) {
      failed = true;
    } else {
      content.writeBytes(lines);
    }
  }

  @Override
  public void replace(byte[] all) {
    replacements++;
    failed = full;
    if (!failed) {
      content.reset();
      content.writeBytes(all);
    }
  }

  @Override
  public void sync() {
    syncs++;
  }

  @Override
  public boolean hasFailed() {
    return failed;
  }

  void full(boolean value) {
    full = value;
  }

  List<String> lines() {
    return text().lines().toList();
  }

  String text() {
    return content.toString(UTF_8);
  }

  /** What a restarted member starts from. */
  Snapshot reopen(boolean rejoinAfterLeave) {
    return new Snapshot(this, recover(content, rejoinAfterLeave), rejoinAfterLeave);
  }

  Recovered recover(boolean rejoinAfterLeave) {
    return recover(content, rejoinAfterLeave);
  }

  /** As if there had been no replacement and no full disk. */
  Recovered recoverEverything(boolean rejoinAfterLeave) {
    return recover(everything, rejoinAfterLeave);
  }

  private static Recovered recover(ByteArrayOutputStream from, boolean rejoinAfterLeave) {
    var replay = new Replay(rejoinAfterLeave, (level, message) -> {});
    byte[] bytes = from.toByteArray();
    replay.read(bytes, bytes.length);
    return replay.end();
  }
}
