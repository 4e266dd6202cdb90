package io.kserf.serf;

import io.kserf.serf.wire.PastEvents;
import io.kserf.serf.wire.PastEvents.PastEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The user events of the last Lamport times: what was delivered already, and what is replayed. */
final class EventRing {
  static final int SLOTS = 512;

  /** Events of one Lamport time: more at once than a large pool ever sends. */
  static final int MAX_EVENTS_PER_TIME = 16_384;

  private final @Nullable PastEvents[] slots = new @Nullable PastEvents[SLOTS];

  /** Returns false if the same event was there before. */
  boolean remember(long lamportTime, String name, byte @Nullable [] payload) {
    int index = (int) (lamportTime % SLOTS);
    PastEvents slot = slots[index];
    if (slot == null || slot.lamportTime() != lamportTime) {
      slot = new PastEvents(lamportTime, new ArrayList<>(1));
      slots[index] = slot;
    }
    if (slot.events().size() >= MAX_EVENTS_PER_TIME || contains(slot, name, payload)) {
      return false;
    }
    slot.events().add(new PastEvent(name, payload));
    return true;
  }

  private static boolean contains(PastEvents slot, String name, byte @Nullable [] payload) {
    for (PastEvent event : slot.events()) {
      if (event.name().equals(name) && isSame(event.payload(), payload)) {
        return true;
      }
    }
    return false;
  }

  /** Nil and empty are the same payload. */
  private static boolean isSame(byte @Nullable [] a, byte @Nullable [] b) {
    return a == null || b == null
        ? (a == null || a.length == 0) && (b == null || b.length == 0)
        : Arrays.equals(a, b);
  }

  /** The slots that are in use. */
  List<PastEvents> past() {
    return Arrays.stream(slots).filter(Objects::nonNull).toList();
  }
}
