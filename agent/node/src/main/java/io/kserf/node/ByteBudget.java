package io.kserf.node;

/** Bytes that several holders may have between them. Used on the event loop only. */
final class ByteBudget {
  private final long limit;
  private long taken;

  ByteBudget(long limit) {
    this.limit = limit;
  }

  /** Whether that many more are within the limit; they count as taken then. */
  boolean take(int bytes) {
    if (taken + bytes > limit) {
      return false;
    }
    taken += bytes;
    return true;
  }

  void giveBack(int bytes) {
    taken -= bytes;
  }
}
