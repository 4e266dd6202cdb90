package io.kserf.swim;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * From a name to its position in a table that holds the names itself: a hash table of positions
 * with linear probing, at most half full. It costs 8 to 16 bytes a name and no object.
 */
final class NameIndex {
  private static final int EMPTY = -1;
  private static final int INITIAL_CAPACITY = 32;

  private final IntFunction<String> nameAt;
  private int[] positions = filled(INITIAL_CAPACITY);

  /**
   * @param nameAt the table's name at a position
   */
  NameIndex(IntFunction<String> nameAt) {
    this.nameAt = nameAt;
  }

  /** The position of {@code name}, or -1. */
  int find(String name) {
    for (int i = home(name); positions[i] != EMPTY; i = next(i)) {
      if (nameAt.apply(positions[i]).equals(name)) {
        return positions[i];
      }
    }
    return EMPTY;
  }

  /** Adds the name that stands at {@code position} and is not in the index yet. */
  void put(int position) {
    int i = home(nameAt.apply(position));
    while (positions[i] != EMPTY) {
      i = next(i);
    }
    positions[i] = position;
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
  void ensureRoomFor(int size) {
    if (size > positions.length / 2) {
      int[] old = positions;
      positions = filled(old.length * 2);
      for (int position : old) {
        if (position != EMPTY) {
          put(position);
        }
      }
    }
  }

  /** Indexes the names at the positions 0 to {@code size - 1} anew. */
  void rebuild(int size) {
    Arrays.fill(positions, EMPTY);
    ensureRoomFor(size);
    for (int position = 0; position < size; position++) {
      put(position);
    }
  }

  private int home(String name) {
    int hash = name.hashCode() * 0x9e3779b9;
    return (hash ^ hash >>> 16) & positions.length - 1;
  }

  private int next(int i) {
    return i + 1 & positions.length - 1;
  }

  private static int[] filled(int capacity) {
    int[] positions = new int[capacity];
    Arrays.fill(positions, EMPTY);
    return positions;
  }
}
