package io.kserf.serf;

import io.kserf.serf.wire.PastEvents;
import io.kserf.serf.wire.PastEvents.PastEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The user events of the last Lamport times: what was delivered already, and what is replayed. */
final class EventRing {
  static final int SLOTS = 512;

  /** Events of one Lamport time: more at once than a large pool ever sends. */
  static final int MAX_EVENTS_PER_TIME = 16_384;

  private final @Nullable Slot[] slots = new @Nullable Slot[SLOTS];

  /** Returns false if the same event was there before. */
  boolean remember(long lamportTime, String name, byte @Nullable [] payload) {
    int index = (int) (lamportTime % SLOTS);
    Slot slot = slots[index];
    if (slot == null || slot.lamportTime != lamportTime) {
      slot = new Slot(lamportTime);
      slots[index] = slot;
    }
    return slot.add(new PastEvent(name, payload));
  }

  /** The slots that are in use. */
  List<PastEvents> past() {
    return Arrays.stream(slots).filter(Objects::nonNull).map(Slot::toPastEvents).toList();
  }

  /**
   * The events of one time: nearly always one, so a list; a member that sends thousands costs a
   * walk over their hashes.
   */
  private static final class Slot {
    private final long lamportTime;
    private final List<PastEvent> events = new ArrayList<>(1);
    private int[] hashes = new int[1];

    Slot(long lamportTime) {
      this.lamportTime = lamportTime;
    }

    boolean add(PastEvent event) {
      int hash = event.hashCode();
      if (events.size() >= MAX_EVENTS_PER_TIME || contains(event, hash)) {
        return false;
      }
      if (events.size() == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * hashes.length);
      }
      hashes[events.size()] = hash;
      events.add(event);
      return true;
    }

    private boolean contains(PastEvent event, int hash) {
      for (int i = 0; i < events.size(); i++) {
        if (hashes[i] == hash && events.get(i).equals(event)) {
          return true;
        }
      }
      return false;
    }

    PastEvents toPastEvents() {
      return new PastEvents(lamportTime, Collections.unmodifiableList(events));
    }
  }
}
