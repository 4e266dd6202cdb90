package io.kserf.node;

import io.kserf.serf.snapshot.Recovered;
import io.kserf.serf.snapshot.Snapshot;
import io.kserf.serf.snapshot.SnapshotStore;
import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A member's snapshot as a file. It is written on a thread of its own, in the order asked, so that
 * a slow disk never holds the member up. Trouble with it is said once, and never ends the member:
 * lines that cannot be written are dropped until a replacement, which holds them all, succeeds.
 *
 * <p>Any thread may call.
 */
final class SnapshotFile implements SnapshotStore {
  /** A disk that is further behind stands still. */
  static final int MAX_WAITING_BYTES = 1024 * 1024;

  private static final int CLOSE_SECONDS = 2;

  private final Path file;
  private final Snapshot snapshot;
  private final Timing timing;
  private final Log log;
  private final SnapshotWriter writer;
  private final ExecutorService disk;

  // Guarded by this.
  private @Nullable ByteArrayOutputStream lastBatch;
  private boolean replacementWaits;
  // Lines were dropped since the last replacement was asked for.
  private boolean gap;
  private boolean closed;
  private @Nullable CompletableFuture<Void> ended;

  private volatile boolean failed;

  // Touched by the disk's thread only: whether the file lacks lines that it should have.
  private boolean torn;

  /** Hears how long the disk took. */
  interface Timing {
    void took(String metric, long nanos);
  }

  private SnapshotFile(
      Path file, String memberName, Recovered recovered, boolean rejoin, Timing timing, Log log) {
    this.file = file;
    this.snapshot = new Snapshot(this, recovered, rejoin);
    this.timing = timing;
    this.log = log;
    this.writer = new SnapshotWriter(file);
    this.disk =
        Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("kserf-snapshot-" + memberName).factory());
  }

  /** Reads what is there and goes on from it. Blocks; whatever is wrong with the file, it opens. */
  static SnapshotFile open(
      Path path, String memberName, boolean rejoinAfterLeave, Timing timing, Log log) {
    Path file = path.toAbsolutePath();
    Recovered recovered = Recovered.nothing();
    @Nullable IOException unreadable = null;
    try {
      recovered = SnapshotReader.read(file, rejoinAfterLeave, log);
      // A link to the file shall stay one when the file is replaced.
      file = Files.exists(file) ? file.toRealPath() : file;
    } catch (IOException e) {
      unreadable = e;
    }
    var opened = new SnapshotFile(file, memberName, recovered, rejoinAfterLeave, timing, log);
    if (unreadable == null) {
      opened.begin();
    } else {
      opened.leaveAlone(unreadable);
    }
    return opened;
  }

  private void begin() {
    try {
      writer.open(snapshot.recovered().size());
    } catch (IOException e) {
      torn = true;
      fail(FileErrors.text(e));
    }
  }

  /** What cannot be read may still be dear to somebody. */
  private void leaveAlone(IOException unreadable) {
    closed = true;
    log.log(
        Level.ERR,
        () ->
            ("kserf: snapshot %s cannot be read: %s. The member starts as if it had none and does not"
                    + " touch it (make it a file that this user may read and write, and restart)")
                .formatted(file, FileErrors.text(unreadable)));
  }

  /** What the member starts from, and records to. */
  Snapshot snapshot() {
    return snapshot;
  }

  @Override
  public synchronized void append(byte[] lines) {
    if (closed || gap) {
      return;
    }
    if (lastBatch == null) {
      var batch = new ByteArrayOutputStream();
      lastBatch = batch;
      disk.execute(() -> write(batch));
    }
    if (lastBatch.size() + lines.length > MAX_WAITING_BYTES) {
      gap = true;
      fail("the disk stands still, and %d bytes wait for it".formatted(lastBatch.size()));
      return;
    }
    lastBatch.writeBytes(lines);
  }

  private void write(ByteArrayOutputStream batch) {
    byte[] lines;
    synchronized (this) {
      if (lastBatch == batch) {
        lastBatch = null;
      }
      lines = batch.toByteArray();
    }
    if (torn) {
      return;
    }
    long start = System.nanoTime();
    try {
      writer.append(lines);
      timing.took("serf.snapshot.appendLine", System.nanoTime() - start);
    } catch (IOException e) {
      torn = true;
      fail(FileErrors.text(e));
    }
  }

  @Override
  public synchronized void replace(byte[] all) {
    if (closed || replacementWaits) {
      return;
    }
    // What is asked for from now on belongs behind the replacement.
    lastBatch = null;
    gap = false;
    replacementWaits = true;
    disk.execute(() -> writeAnew(all));
  }

  private void writeAnew(byte[] all) {
    synchronized (this) {
      replacementWaits = false;
    }
    long start = System.nanoTime();
    try {
      writer.replace(all);
      timing.took("serf.snapshot.compact", System.nanoTime() - start);
      torn = false;
      succeed();
    } catch (IOException e) {
      fail(FileErrors.text(e));
    }
  }

  @Override
  public synchronized void sync() {
    if (!closed) {
      lastBatch = null;
      disk.execute(this::force);
    }
  }

  private void force() {
    try {
      writer.sync();
    } catch (IOException e) {
      fail(FileErrors.text(e));
    }
  }

  @Override
  public boolean hasFailed() {
    return failed;
  }

  private synchronized void fail(String reason) {
    if (failed) {
      return;
    }
    failed = true;
    log.log(
        Level.ERR,
        () ->
            ("kserf: snapshot %s cannot be written: %s. The member goes on and tries again every 30 s;"
                    + " until then a restart goes back to what was written before")
                .formatted(file, reason));
  }

  private synchronized void succeed() {
    if (failed && !gap) {
      failed = false;
      log.log(Level.INFO, () -> "kserf: snapshot %s is complete again".formatted(file));
    }
  }

  /**
   * Takes nothing more. Completes when all of it is written or, as the end of a member cannot wait
   * for a disk that stands still, after two seconds. Idempotent.
   */
  synchronized CompletableFuture<Void> close() {
    if (ended == null) {
      closed = true;
      ended =
          CompletableFuture.runAsync(this::closeFile, disk)
              .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
              .exceptionally(this::onUnwritten);
      disk.shutdown();
    }
    return ended;
  }

  private @Nullable Void onUnwritten(Throwable failure) {
    if (failure instanceof TimeoutException) {
      log.log(Level.WARN, this::describeUnwritten);
    }
    return null;
  }

  private String describeUnwritten() {
    return "kserf: the end of snapshot %s was not written within %d s, as the disk stands still"
        .formatted(file, CLOSE_SECONDS);
  }

  private void closeFile() {
    try {
      writer.close();
    } catch (IOException e) {
      fail(FileErrors.text(e));
    }
  }
}
