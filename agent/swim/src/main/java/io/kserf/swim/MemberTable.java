package io.kserf.swim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All members known, in the order in which they are probed: the probe ring and the map by name in
 * one. Kept as columns of primitives, so that a member costs at most 26 bytes beyond its {@link
 * Identity}.
 *
 * <p>A position is valid until the next {@link #insert} or {@link #reapAndShuffle}. Lookup by name
 * is O(1), everything else here O(n) or better.
 */
final class MemberTable {
  /** As many as one push/pull may carry. */
  static final int MAX_MEMBERS = 1 << 20;

  private static final int INITIAL_CAPACITY = 16;
  private static final MemberState[] STATES = MemberState.values();

  private Identity[] identities = new Identity[INITIAL_CAPACITY];
  private int[] incarnations = new int[INITIAL_CAPACITY];
  private byte[] states = new byte[INITIAL_CAPACITY];
  private long[] since = new long[INITIAL_CAPACITY];
  private final int[] counts = new int[STATES.length];
  private final NameIndex index = new NameIndex(position -> identities[position].name());
  private final int limit;
  private final MemberHosts hosts;
  private int size;

  MemberTable() {
    this(MAX_MEMBERS, new MemberHosts(false));
  }

  /**
   * @param limit the most members that it takes
   * @param hosts told of where members live
   */
  MemberTable(int limit, MemberHosts hosts) {
    this.limit = limit;
    this.hosts = hosts;
  }

  int size() {
    return size;
  }

  int count(MemberState state) {
    return counts[state.ordinal()];
  }

  /** Members that are neither dead nor left. */
  int livingCount() {
    return count(MemberState.ALIVE) + count(MemberState.SUSPECT);
  }

  @Nullable Member find(String name) {
    int position = index.find(name);
    return position < 0 ? null : at(position);
  }

  /** Whether any member lives there; looks at all of them. */
  boolean hasAddress(Address address) {
    for (int i = 0; i < size; i++) {
      if (identities[i].address().equals(address)) {
        return true;
      }
    }
    return false;
  }

  /** A member that must be in the table. */
  Member get(String name) {
    int position = index.find(name);
    Invariant.holds(position >= 0, "the member is known");
    return at(position);
  }

  Member at(int position) {
    return new Member(
        identities[position],
        Integer.toUnsignedLong(incarnations[position]),
        stateAt(position),
        since[position]);
  }

  String nameAt(int position) {
    return identities[position].name();
  }

  MemberState stateAt(int position) {
    return STATES[states[position]];
  }

  long sinceNanosAt(int position) {
    return since[position];
  }

  /** A copy of the whole table at this moment. */
  List<Member> members() {
    var members = new ArrayList<Member>(size);
    for (int i = 0; i < size; i++) {
      members.add(at(i));
    }
    return members;
  }

  boolean isFull() {
    return size >= limit;
  }

  /**
   * Adds a member that is not known yet at a random place of the ring, so that on average it is
   * probed soon (SWIM §4.3).
   */
  void insert(Member member, RandomGenerator random) {
    Invariant.holds(index.find(member.name()) < 0, "a name stands in the table once");
    Invariant.holds(!isFull(), "the table is bounded");
    if (size == identities.length) {
      resize(Capacity.toHold(size + 1));
    }
    index.ensureRoomFor(size + 1);
    int last = size++;
    set(last, member);
    counts[states[last]]++;
    hosts.add(member.address());
    index.put(last);
    int place = random.nextInt(size);
    if (place != last) {
      swap(last, place);
      index.exchange(last, place);
    }
  }

  /** Replaces what is known of a member that is in the table. */
  void update(Member member) {
    int position = index.find(member.name());
    Invariant.holds(position >= 0, "the member is known");
    counts[states[position]]--;
    hosts.remove(identities[position].address());
    hosts.add(member.address());
    set(position, member);
    counts[states[position]]++;
  }

  /**
   * Removes the members at the positions that {@code expired} picks, and brings the others into a
   * new random order: each round of probes asks everybody once, in an order nobody can foresee
   * (SWIM §4.3).
   */
  void reapAndShuffle(IntPredicate expired, RandomGenerator random) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (expired.test(i)) {
        counts[states[i]]--;
        hosts.remove(identities[i].address());
      } else {
        swap(i, kept++);
      }
    }
    Arrays.fill(identities, kept, size, null);
    size = kept;
    if (Capacity.isWasteful(identities.length, size)) {
      resize(Capacity.toHold(size));
    }
    for (int i = size - 1; i > 0; i--) {
      swap(i, random.nextInt(i + 1));
    }
    index.rebuild(size);
  }

  private void set(int position, Member member) {
    identities[position] = member.identity();
    incarnations[position] = (int) member.incarnation();
    states[position] = (byte) member.state().ordinal();
    since[position] = member.stateSinceNanos();
  }

  private void swap(int a, int b) {
    Identity identity = identities[a];
    identities[a] = identities[b];
    identities[b] = identity;
    int incarnation = incarnations[a];
    incarnations[a] = incarnations[b];
    incarnations[b] = incarnation;
    byte state = states[a];
    states[a] = states[b];
    states[b] = state;
    long time = since[a];
    since[a] = since[b];
    since[b] = time;
  }

  private void resize(int capacity) {
    identities = Arrays.copyOf(identities, capacity);
    incarnations = Arrays.copyOf(incarnations, capacity);
    states = Arrays.copyOf(states, capacity);
    since = Arrays.copyOf(since, capacity);
  }
}
