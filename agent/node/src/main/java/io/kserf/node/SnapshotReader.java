package io.kserf.node;

import io.kserf.serf.snapshot.Recovered;
import io.kserf.serf.snapshot.Replay;
import io.kserf.swim.Log;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the snapshot that a former run has left behind. */
final class SnapshotReader {
  private static final int BUFFER_BYTES = 64 * 1024;

  private SnapshotReader() {}

  /** Blocks. A file that is not there tells nothing, as at a first start. */
  static Recovered read(Path file, boolean rejoinAfterLeave, Log log) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A device might never end, and the first compaction would put a file in its place.
      throw new FileSystemException(file.toString(), null, "not a regular file");
    }
    var replay = new Replay(rejoinAfterLeave, log);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int length; (length = in.read(buffer)) >= 0; ) {
        replay.read(buffer, length);
      }
    } catch (NoSuchFileException e) {
      return Recovered.nothing();
    }
    return replay.end();
  }
}
