package io.kserf.swim;

/**
 * How far arrays that grow go ahead of what they hold: by a sixteenth. What is left unused counts,
 * where thousands of instances in one process have such arrays of thousands of members; and copying
 * each element sixteen times while growing costs less than receiving it once.
 */
public final class Capacity {
  private static final int SMALLEST_STEP = 8;

  private Capacity() {}

  /** The capacity to have, where {@code needed} elements are more than fit. */
  public static int toHold(int needed) {
    return needed + Math.max(SMALLEST_STEP, needed >> 4);
  }

  /** Whether so much is unused that it is worth copying what is left to something smaller. */
  public static boolean isWasteful(int capacity, int used) {
    return capacity > toHold(toHold(used));
  }
}
