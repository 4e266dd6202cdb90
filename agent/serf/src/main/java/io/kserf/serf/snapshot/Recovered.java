package io.kserf.serf.snapshot;

import io.kserf.swim.Address;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a snapshot tells of the last run.
 *
 * @param alive who was alive when it ended, perhaps this member itself, in the order recorded
 * @param clock the last Lamport time of members that was recorded, 0 for none; likewise {@code
 *     eventClock} and {@code queryClock}
 * @param incarnation the highest incarnation that the last run may have announced, 0 for none
 * @param size bytes from the start to the end of the last complete line: what follows is the rest
 *     of a write that did not come to its end
 */
public record Recovered(
    SequencedMap<String, Address> alive,
    long clock,
    long eventClock,
    long queryClock,
    long incarnation,
    long size) {
  private static final Recovered NOTHING = new Recovered(new LinkedHashMap<>(), 0, 0, 0, 0, 0);

  public Recovered {
    alive = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(alive));
  }

  /** What a member starts with that has no snapshot yet. */
  public static Recovered nothing() {
    return NOTHING;
  }
}
