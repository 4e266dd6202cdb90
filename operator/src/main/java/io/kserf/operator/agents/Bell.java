package io.kserf.operator.agents;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one sleeper. A ring while nobody sleeps is kept, and several are as one. */
final class Bell {
  private final Semaphore rings = new Semaphore(0);

  void ring() {
    rings.release();
  }

  /** Sleeps until a ring, at most this long. */
  boolean await(Duration atMost) throws InterruptedException {
    boolean rung = rings.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
    rings.drainPermits();
    return rung;
  }
}
