package io.kserf.serf;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which queries of the last Lamport times were seen. */
final class QueryRing {
  static final int SLOTS = 512;

  /** Queries of one Lamport time: more at once than a large pool ever asks. */
  static final int MAX_IDS_PER_TIME = 16_384;

  private final @Nullable Slot[] slots = new @Nullable Slot[SLOTS];

  /** Returns false if the query was seen before. */
  boolean remember(long lamportTime, long id) {
    int index = (int) (lamportTime % SLOTS);
    Slot slot = slots[index];
    if (slot == null || slot.lamportTime != lamportTime) {
      slot = new Slot(lamportTime);
      slots[index] = slot;
    }
    return slot.add((int) id);
  }

  private static final class Slot {
    private final long lamportTime;
    private int[] ids = new int[1];
    private int count;

    Slot(long lamportTime) {
      this.lamportTime = lamportTime;
    }

    boolean add(int id) {
      if (count >= MAX_IDS_PER_TIME || contains(id)) {
        return false;
      }
      if (count == ids.length) {
        ids = Arrays.copyOf(ids, 2 * count);
      }
      ids[count++] = id;
      return true;
    }

    private boolean contains(int id) {
      for (int i = 0; i < count; i++) {
        if (ids[i] == id) {
          return true;
        }
      }
      return false;
    }
  }
}
