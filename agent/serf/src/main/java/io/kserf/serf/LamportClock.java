package io.kserf.serf;

/**
 * A logical clock: it never runs back, and is ahead of every time that it has seen. Leslie Lamport,
 * "Time, Clocks, and the Ordering of Events in a Distributed System", 1978.
 *
 * <p>Times from the network are below 2^63; a clock that was driven there stands still rather than
 * starting again.
 */
final class LamportClock {
  /** Serf counts the start of a member as an event, so that 0 can mean "never". */
  private long time = 1;

  /** The time of the next event. Who uses it has to {@link #witness} it. */
  long time() {
    return time;
  }

  /** An event of this time was seen: what follows is later. */
  void witness(long seen) {
    if (seen >= time) {
      time = seen == Long.MAX_VALUE ? seen : seen + 1;
    }
  }
}
