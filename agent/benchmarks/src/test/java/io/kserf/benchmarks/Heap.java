package io.kserf.benchmarks;

import java.lang.management.ManagementFactory;

/** What is in use of this JVM's heap when all garbage is gone. */
final class Heap {
  private static final int AGREEING = 3;
  private static final int TRIES = 50;
  private static final long NOISE_BYTES = 4 * 1024;

  private Heap() {}

  /**
   * Collects until it makes no difference any more: what references held goes with the next one.
   */
  static long usedBytes() {
    long used = Long.MAX_VALUE;
    int agreeing = 0;
    for (int i = 0; i < TRIES && agreeing < AGREEING; i++) {
      System.gc();
      long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      agreeing = Math.abs(used - now) <= NOISE_BYTES ? agreeing + 1 : 0;
      used = now;
    }
    return used;
  }
}
