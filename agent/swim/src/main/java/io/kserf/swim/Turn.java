package io.kserf.swim;

/**
 * One receiver's turn to be sent broadcasts, in one packet or several: whatever it has got in one,
 * it does not get again in the next.
 *
 * @param number another one for each turn, from 1
 * @param sentBelow only broadcasts that were sent less often than this, and never for the last
 *     time: who waits for a broadcast to be finished counts on time having passed
 */
public record Turn(long number, int sentBelow) {
  private static final int ANY = Integer.MAX_VALUE;

  /** A turn in which everything may go out that waits. */
  public static Turn ofAll(long number) {
    return new Turn(number, ANY);
  }

  /** Whether only what is new may go out. */
  boolean isFresh() {
    return sentBelow < ANY;
  }
}
