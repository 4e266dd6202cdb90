package io.kserf.swim;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * From a name to its position in a table that holds the names itself: a hash table of positions
 * with linear probing, at most three quarters full. It costs 5 to 6 bytes a name and no object.
 */
public final class NameIndex {
  private static final int EMPTY = -1;
  private static final int INITIAL_CAPACITY = 32;

  private final IntFunction<String> nameAt;
  private int[] positions = filled(INITIAL_CAPACITY);

  /**
   * @param nameAt the table's name at a position
   */
  public NameIndex(IntFunction<String> nameAt) {
    this.nameAt = nameAt;
  }

  /** The position of {@code name}, or -1. */
  public int find(String name) {
    for (int i = home(name); positions[i] != EMPTY; i = next(i)) {
      if (nameAt.apply(positions[i]).equals(name)) {
        return positions[i];
      }
    }
    return EMPTY;
  }

  /**
   * Adds the name that stands at {@code position} and is not in the index yet. There must be room:
   * see {@link #ensureRoomFor}.
   */
  public void put(int position) {
    int i = home(nameAt.apply(position));
    while (positions[i] != EMPTY) {
      i = next(i);
    }
    positions[i] = position;
  }

  /** Removes the name that stands at {@code position}. */
  public void remove(int position) {
    int hole = cell(nameAt.apply(position), position);
    // Who was pushed past the hole moves into it: a search ends at the first empty cell.
    for (int i = next(hole); positions[i] != EMPTY; i = next(i)) {
      int home = home(nameAt.apply(positions[i]));
      if (distance(home, i) >= distance(hole, i)) {
        positions[hole] = positions[i];
        hole = i;
      }
    }
    positions[hole] = EMPTY;
  }

  /** The names at two positions have changed places. */
  void exchange(int a, int b) {
    int cellOfA = cell(nameAt.apply(a), b);
    int cellOfB = cell(nameAt.apply(b), a);
    positions[cellOfA] = a;
    positions[cellOfB] = b;
  }

  private int cell(String name, int position) {
    int i = home(name);
    while (positions[i] != position) {
      i = next(i);
    }
    return i;
  }

  /** Makes room for {@code size} names in all. */
  public void ensureRoomFor(int size) {
    if (size > roomIn(positions.length)) {
      int[] old = positions;
      positions = filled(capacityFor(size));
      for (int position : old) {
        if (position != EMPTY) {
          put(position);
        }
      }
    }
  }

  /** Indexes the names at the positions 0 to {@code size - 1} anew. */
  public void rebuild(int size) {
    if (size > roomIn(positions.length) || Capacity.isWasteful(roomIn(positions.length), size)) {
      positions = filled(capacityFor(size));
    } else {
      Arrays.fill(positions, EMPTY);
    }
    for (int position = 0; position < size; position++) {
      put(position);
    }
  }

  private static int roomIn(int capacity) {
    return capacity - (capacity >> 2);
  }

  private static int capacityFor(int size) {
    int names = Capacity.toHold(size);
    return Math.max(INITIAL_CAPACITY, names + names / 3 + 1);
  }

  /** The capacity is no power of two, so the hash is scaled instead of masked. */
  private int home(String name) {
    int hash = name.hashCode() * 0x9e3779b9;
    hash ^= hash >>> 16;
    hash *= 0x85ebca6b;
    return (int) ((hash & 0xffff_ffffL) * positions.length >>> 32);
  }

  private int next(int i) {
    return i + 1 == positions.length ? 0 : i + 1;
  }

  /** How many cells a search goes from one to the other. */
  private int distance(int from, int to) {
    return to >= from ? to - from : to - from + positions.length;
  }

  private static int[] filled(int capacity) {
    int[] positions = new int[capacity];
    Arrays.fill(positions, EMPTY);
    return positions;
  }
}
