package io.kserf.serf;

import io.kserf.serf.SerfEvent.Members.Kind;
import io.kserf.swim.Capacity;
import io.kserf.swim.Identity;
import io.kserf.swim.NameIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All members that Serf's layer knows, in the order in which they were first seen. Longer than
 * membership's own table: who failed or left stays here until it is reaped.
 *
 * <p>Kept as columns of primitives, so that a member costs at most 38 bytes beyond its {@link
 * Identity}. What is read from it are values of one moment, which {@link #update} writes back. Who
 * is removed leaves a hole, so that the order stays; when holes are many, the rest moves together.
 */
final class MemberTable {
  /** As many as membership knows at once. */
  static final int MAX_MEMBERS = 1 << 20;

  /** What {@link #coordinate(String)} returns where there is none. */
  static final double[] NO_COORDINATE = {};

  private static final int INITIAL_CAPACITY = 16;
  private static final int FEW_HOLES = 8;
  private static final MemberStatus[] STATUSES = MemberStatus.values();
  private static final Kind[] KINDS = Kind.values();
  private static final byte NOTHING_TOLD = (byte) KINDS.length;

  private @Nullable Identity[] identities = new Identity[INITIAL_CAPACITY];
  private byte[] statuses = new byte[INITIAL_CAPACITY];
  private long[] statusTimes = new long[INITIAL_CAPACITY];
  private long[] goneAt = new long[INITIAL_CAPACITY];
  private byte[] told = new byte[INITIAL_CAPACITY];
  private boolean[] recorded = new boolean[INITIAL_CAPACITY];
  private double[][] coordinates = new double[INITIAL_CAPACITY][];
  private final int[] counts = new int[STATUSES.length];
  private final NameIndex index = new NameIndex(position -> identityAt(position).name());
  private final int limit;
  private final Runnable onChange;
  private int recordedCount;
  private int end;
  private int size;

  MemberTable() {
    this(() -> {});
  }

  /**
   * @param onChange is called after each change of what is seen from outside, also where that is no
   *     event, as with the one to {@link MemberStatus#LEAVING}
   */
  MemberTable(Runnable onChange) {
    this(MAX_MEMBERS, onChange);
  }

  /**
   * @param limit from how many members on it is full
   */
  MemberTable(int limit, Runnable onChange) {
    this.limit = limit;
    this.onChange = onChange;
  }

  @Nullable MemberRecord find(String name) {
    int position = index.find(name);
    return position < 0 ? null : at(position);
  }

  private MemberRecord at(int position) {
    return new MemberRecord(
        identityAt(position),
        STATUSES[statuses[position]],
        statusTimes[position],
        goneAt[position]);
  }

  private Identity identityAt(int position) {
    return Objects.requireNonNull(identities[position]);
  }

  /** A copy of the whole table at this moment. */
  List<MemberRecord> all() {
    var all = new ArrayList<MemberRecord>(size);
    for (int i = 0; i < end; i++) {
      if (identities[i] != null) {
        all.add(at(i));
      }
    }
    return all;
  }

  List<MemberRecord> withStatus(MemberStatus status) {
    var found = new ArrayList<MemberRecord>(count(status));
    for (int i = 0; i < end && found.size() < count(status); i++) {
      if (identities[i] != null && statuses[i] == status.ordinal()) {
        found.add(at(i));
      }
    }
    return found;
  }

  boolean isFull() {
    return size >= limit;
  }

  /** Of those that failed or left, the one that was first seen last. */
  @Nullable MemberRecord newestGone() {
    for (int i = end - 1; i >= 0; i--) {
      if (identities[i] != null && STATUSES[statuses[i]].isGone()) {
        return at(i);
      }
    }
    return null;
  }

  int size() {
    return size;
  }

  int count(MemberStatus status) {
    return counts[status.ordinal()];
  }

  /** Whether anybody else is there to hear what {@code self} says. */
  boolean hasAliveOtherThan(String self) {
    MemberRecord own = find(self);
    boolean ownAlive = own != null && own.status() == MemberStatus.ALIVE;
    return count(MemberStatus.ALIVE) > (ownAlive ? 1 : 0);
  }

  /** Adds a member that is not known yet. */
  void add(MemberRecord record) {
    if (index.find(record.name()) >= 0) {
      throw new IllegalStateException("broken invariant: " + record.name() + " is known only once");
    }
    if (end == identities.length) {
      closeHoles();
    }
    if (end == identities.length) {
      resize(Capacity.toHold(end + 1));
    }
    int position = end++;
    size++;
    set(position, record);
    told[position] = NOTHING_TOLD;
    recorded[position] = false;
    coordinates[position] = NO_COORDINATE;
    counts[statuses[position]]++;
    index.ensureRoomFor(size);
    index.put(position);
    onChange.run();
  }

  /** Replaces what is known of a member that is in the table. */
  void update(MemberRecord record) {
    int position = index.find(record.name());
    if (position < 0) {
      throw new IllegalStateException("broken invariant: " + record.name() + " is known");
    }
    boolean isOther =
        statuses[position] != record.status().ordinal()
            || !identityAt(position).equals(record.identity());
    counts[statuses[position]]--;
    set(position, record);
    counts[statuses[position]]++;
    if (isOther) {
      onChange.run();
    }
  }

  private void set(int position, MemberRecord record) {
    identities[position] = record.identity();
    statuses[position] = (byte) record.status().ordinal();
    statusTimes[position] = record.statusTime();
    goneAt[position] = record.goneAtNanos();
  }

  /** Removes a member, and all that is kept of it; nothing happens if nobody has the name. */
  void remove(String name) {
    int position = index.find(name);
    if (position < 0) {
      return;
    }
    index.remove(position);
    counts[statuses[position]]--;
    mark(position, false);
    identities[position] = null;
    coordinates[position] = NO_COORDINATE;
    size--;
    if (end - size > FEW_HOLES + (size >> 5)) {
      closeHoles();
    }
    onChange.run();
  }

  /** What the application was told last of a member, or null. */
  @Nullable Kind lastTold(String name) {
    int position = index.find(name);
    return position < 0 || told[position] == NOTHING_TOLD ? null : KINDS[told[position]];
  }

  void told(String name, Kind kind) {
    int position = index.find(name);
    if (position >= 0) {
      told[position] = (byte) kind.ordinal();
    }
  }

  /** Notes whether the snapshot has a member as alive; returns whether there is such a member. */
  boolean markRecorded(String name, boolean alive) {
    int position = index.find(name);
    if (position >= 0) {
      mark(position, alive);
    }
    return position >= 0;
  }

  private void mark(int position, boolean alive) {
    if (recorded[position] != alive) {
      recorded[position] = alive;
      recordedCount += alive ? 1 : -1;
    }
  }

  int recordedCount() {
    return recordedCount;
  }

  void forEachRecorded(Consumer<Identity> action) {
    for (int i = 0; i < end; i++) {
      if (recorded[i]) {
        action.accept(identityAt(i));
      }
    }
  }

  void markNobodyRecorded() {
    Arrays.fill(recorded, false);
    recordedCount = 0;
  }

  /** What {@link Coordinates} keeps of a member: its own array. */
  double[] coordinate(String name) {
    int position = index.find(name);
    return position < 0 ? NO_COORDINATE : coordinates[position];
  }

  void coordinate(String name, double[] coordinate) {
    int position = index.find(name);
    if (position >= 0) {
      coordinates[position] = coordinate;
    }
  }

  private void closeHoles() {
    if (end == size) {
      return;
    }
    int next = 0;
    for (int i = 0; i < end; i++) {
      if (identities[i] != null) {
        move(i, next++);
      }
    }
    Arrays.fill(identities, size, end, null);
    Arrays.fill(coordinates, size, end, NO_COORDINATE);
    Arrays.fill(recorded, size, end, false);
    end = size;
    if (Capacity.isWasteful(identities.length, size)) {
      resize(Capacity.toHold(size));
    }
    index.rebuild(size);
  }

  private void move(int from, int to) {
    identities[to] = identities[from];
    statuses[to] = statuses[from];
    statusTimes[to] = statusTimes[from];
    goneAt[to] = goneAt[from];
    told[to] = told[from];
    recorded[to] = recorded[from];
    coordinates[to] = coordinates[from];
  }

  private void resize(int capacity) {
    identities = Arrays.copyOf(identities, capacity);
    statuses = Arrays.copyOf(statuses, capacity);
    statusTimes = Arrays.copyOf(statusTimes, capacity);
    goneAt = Arrays.copyOf(goneAt, capacity);
    told = Arrays.copyOf(told, capacity);
    recorded = Arrays.copyOf(recorded, capacity);
    coordinates = Arrays.copyOf(coordinates, capacity);
  }
}
