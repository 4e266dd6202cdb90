package io.kserf.serf.snapshot;

import io.kserf.swim.Address;
import io.kserf.swim.Log;
import io.kserf.swim.wire.GoString;
import java.util.Arrays;
import java.util.LinkedHashMap;

/**
 * Reads a snapshot from its first byte to its last. A line that is no record costs only itself; a
 * last line without an end is ignored, as the write of it was cut short.
 */
public final class Replay {
  /** Longer than any record: a name has to fit a packet of gossip. */
  static final int MAX_LINE_BYTES = 64 * 1024;

  /** A file that is no snapshot at all must not fill the log. */
  static final int MAX_WARNINGS = 10;

  private final boolean rejoinAfterLeave;
  private final Log log;
  private final LinkedHashMap<String, Address> alive = new LinkedHashMap<>();
  private long clock;
  private long eventClock;
  private long queryClock;
  private long incarnation;
  private long size;
  private long bad;
  private byte[] line = new byte[256];
  private int lineLength;

  /**
   * @param rejoinAfterLeave whether what was recorded before a leave counts all the same
   */
  public Replay(boolean rejoinAfterLeave, Log log) {
    this.rejoinAfterLeave = rejoinAfterLeave;
    this.log = log;
  }

  /** The next {@code length} bytes of the snapshot; they may end anywhere. */
  public void read(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != '\n') {
        add(bytes[i]);
        continue;
      }
      size += lineLength + 1;
      takeLine();
      lineLength = 0;
    }
  }

  private void add(byte b) {
    if (lineLength < MAX_LINE_BYTES) {
      if (lineLength == line.length) {
        line = Arrays.copyOf(line, 2 * lineLength);
      }
      line[lineLength] = b;
    }
    lineLength++;
  }

  private void takeLine() {
    try {
      if (lineLength > MAX_LINE_BYTES) {
        throw new MalformedRecord(
            "Unrecognized snapshot line: it is longer than %d bytes".formatted(MAX_LINE_BYTES));
      }
      take(SnapshotText.parse(GoString.decode(line, 0, lineLength)));
    } catch (MalformedRecord e) {
      bad++;
      if (bad <= MAX_WARNINGS) {
        log.log(Log.Level.WARN, () -> "serf: " + e.getMessage());
      }
    }
  }

  private void take(SnapshotRecord record) {
    switch (record) {
      case SnapshotRecord.Alive(var name, var address) -> alive.put(name, address);
      case SnapshotRecord.NotAlive(var name) -> alive.remove(name);
      case SnapshotRecord.Clock(var time) -> clock = time;
      case SnapshotRecord.EventClock(var time) -> eventClock = time;
      case SnapshotRecord.QueryClock(var time) -> queryClock = time;
      case SnapshotRecord.Incarnation(var limit) -> incarnation = limit;
      case SnapshotRecord.Leave() -> takeLeave();
      case SnapshotRecord.Remark remark -> {}
    }
  }

  /** A leave is no reason to forget the incarnation: the pool remembers whom it saw leaving. */
  private void takeLeave() {
    if (rejoinAfterLeave) {
      log.log(Log.Level.INFO, () -> "serf: Ignoring previous leave in snapshot");
      return;
    }
    alive.clear();
    clock = 0;
    eventClock = 0;
    queryClock = 0;
  }

  /** What the snapshot told, once all of it was read. */
  public Recovered end() {
    if (bad > MAX_WARNINGS) {
      long more = bad - MAX_WARNINGS;
      log.log(
          Log.Level.WARN,
          () -> "serf: %d more lines of the snapshot make no sense".formatted(more));
    }
    return new Recovered(alive, clock, eventClock, queryClock, incarnation, size);
  }
}
