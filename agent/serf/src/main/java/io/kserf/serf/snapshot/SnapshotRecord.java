package io.kserf.serf.snapshot;

import io.kserf.swim.Address;
import io.kserf.swim.wire.GoString;
import java.util.List;

/** One line of a snapshot. {@link #toString()} is that line without its end. */
public sealed interface SnapshotRecord {

  /** A member came, or came back. Names may contain blanks, addresses never do. */
  record Alive(String name, Address address) implements SnapshotRecord {
    @Override
    public String toString() {
      return SnapshotText.ALIVE + name + " " + address;
    }
  }

  /** A member failed or left. */
  record NotAlive(String name) implements SnapshotRecord {
    @Override
    public String toString() {
      return SnapshotText.NOT_ALIVE + name;
    }
  }

  /** The last Lamport time at which something happened to members. */
  record Clock(long time) implements SnapshotRecord {
    @Override
    public String toString() {
      return SnapshotText.CLOCK + time;
    }
  }

  /** The Lamport time of the newest user event that was delivered. */
  record EventClock(long time) implements SnapshotRecord {
    @Override
    public String toString() {
      return SnapshotText.EVENT_CLOCK + time;
    }
  }

  /** The Lamport time of the newest query that was delivered. */
  record QueryClock(long time) implements SnapshotRecord {
    @Override
    public String toString() {
      return SnapshotText.QUERY_CLOCK + time;
    }
  }

  /**
   * This member never announced a higher incarnation than this. Serf has no such record: to
   * HashiCorp's agents it is a comment.
   */
  record Incarnation(long limit) implements SnapshotRecord {
    @Override
    public String toString() {
      return SnapshotText.INCARNATION + limit;
    }
  }

  /** This member left its pool, and is not to return to it by itself. */
  record Leave() implements SnapshotRecord {
    @Override
    public String toString() {
      return SnapshotText.LEAVE;
    }
  }

  /** What says nothing: comments, and the coordinates that old versions wrote. */
  record Remark(String text) implements SnapshotRecord {
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Whether a member of this name can be recorded. Nothing keeps a stranger from a name with a line
   * break, and what follows that would be read as a record of its own.
   */
  static boolean isRecordable(String name) {
    return name.indexOf('\n') < 0;
  }

  /** The lines with their ends, as bytes of a file. */
  static byte[] encode(List<SnapshotRecord> records) {
    var lines = new StringBuilder();
    records.forEach(record -> lines.append(record).append('\n'));
    return GoString.encode(lines.toString());
  }
}
