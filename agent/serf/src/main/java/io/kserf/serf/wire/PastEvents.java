package io.kserf.serf.wire;

import io.kserf.swim.wire.Fields;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The user events of one Lamport time, as replayed by push/pull. */
public record PastEvents(long lamportTime, List<PastEvent> events) {
  private static final Fields FIELDS = Fields.of("LTime", "Events");
  private static final Fields EVENT_FIELDS = Fields.of("Name", "Payload");

  /** What is remembered of a user event: not whether it may be coalesced. */
  public record PastEvent(String name, byte @Nullable [] payload) {
    private static final byte[] EMPTY = {};

    /** Nil and empty are the same payload here: they are the same event. */
    @Override
    public boolean equals(Object o) {
      return o instanceof PastEvent other
          && name.equals(other.name)
          && Arrays.equals(orEmpty(payload), orEmpty(other.payload));
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + Arrays.hashCode(orEmpty(payload));
    }

    private static byte[] orEmpty(byte @Nullable [] payload) {
      return payload == null ? EMPTY : payload;
    }
  }

  static PastEvents read(MsgpackReader in) {
    long lamportTime = 0;
    List<PastEvent> events = List.of();
    for (var struct = in.struct(FIELDS); struct.next(); ) {
      switch (struct.field()) {
        case "LTime" -> lamportTime = LamportTime.read(in);
        case "Events" -> events = readEvents(in);
        default -> in.skip();
      }
    }
    return new PastEvents(lamportTime, events);
  }

  private static List<PastEvent> readEvents(MsgpackReader in) {
    int count = in.arrayHeader();
    var events = new ArrayList<PastEvent>();
    for (int i = 0; i < count; i++) {
      events.add(readEvent(in));
    }
    return events;
  }

  private static PastEvent readEvent(MsgpackReader in) {
    String name = "";
    byte[] payload = null;
    for (var struct = in.struct(EVENT_FIELDS); struct.next(); ) {
      switch (struct.field()) {
        case "Name" -> name = in.string();
        case "Payload" -> payload = in.bytes();
        default -> in.skip();
      }
    }
    return new PastEvent(name, payload);
  }

  void write(MsgpackWriter out) {
    out.mapHeader(2);
    out.field("Events").arrayHeader(events.size());
    for (PastEvent event : events) {
      out.mapHeader(2);
      out.field("Name").string(event.name());
      out.field("Payload").bytes(event.payload());
    }
    out.field("LTime").unsigned(lamportTime);
  }
}
