package io.kserf.serf.wire;

import io.kserf.swim.wire.Fields;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a push/pull tells the other about Serf's layer: its clocks, the intents that it
 * knows, and the recent user events.
 *
 * @param statusTimes Lamport time of the last intent, by member name
 * @param leftMembers names of those that left
 * @param eventSlots the length of the sender's ring of recent events; 512 unless it is configured
 *     otherwise
 * @param events the slots that are in use
 */
public record PushPullState(
    long lamportTime,
    long eventTime,
    long queryTime,
    Map<String, Long> statusTimes,
    List<String> leftMembers,
    int eventSlots,
    List<PastEvents> events)
    implements SerfMessage {
  static final int TYPE = 2;
  private static final Fields FIELDS =
      Fields.of("LTime", "StatusLTimes", "LeftMembers", "EventLTime", "Events", "QueryLTime");

  static PushPullState readBody(MsgpackReader in) {
    long lamportTime = 0;
    long eventTime = 0;
    long queryTime = 0;
    Map<String, Long> statusTimes = Map.of();
    List<String> leftMembers = List.of();
    int eventSlots = 0;
    List<PastEvents> events = List.of();
    for (var struct = in.struct(FIELDS); struct.next(); ) {
      switch (struct.field()) {
        case "LTime" -> lamportTime = LamportTime.read(in);
        case "StatusLTimes" -> statusTimes = readStatusTimes(in);
        case "LeftMembers" -> leftMembers = readNames(in);
        case "EventLTime" -> eventTime = LamportTime.read(in);
        case "Events" -> {
          eventSlots = Math.max(in.arrayHeader(), 0);
          events = readEvents(in, eventSlots);
        }
        case "QueryLTime" -> queryTime = LamportTime.read(in);
        default -> in.skip();
      }
    }
    return new PushPullState(
        lamportTime, eventTime, queryTime, statusTimes, leftMembers, eventSlots, events);
  }

  private static Map<String, Long> readStatusTimes(MsgpackReader in) {
    int count = in.mapHeader();
    var times = LinkedHashMap.<String, Long>newLinkedHashMap(Math.max(count, 0));
    for (int i = 0; i < count; i++) {
      times.put(in.string(), LamportTime.read(in));
    }
    return times;
  }

  private static List<String> readNames(MsgpackReader in) {
    int count = in.arrayHeader();
    var names = new ArrayList<String>(Math.max(count, 0));
    for (int i = 0; i < count; i++) {
      names.add(in.string());
    }
    return names;
  }

  /** Most slots are nil and cost nothing. */
  private static List<PastEvents> readEvents(MsgpackReader in, int slots) {
    var events = new ArrayList<PastEvents>();
    for (int i = 0; i < slots; i++) {
      if (!in.nil()) {
        events.add(PastEvents.read(in));
      }
    }
    return events;
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeBody(MsgpackWriter out) {
    out.mapHeader(6);
    out.field("EventLTime").unsigned(eventTime);
    out.field("Events").arrayHeader(eventSlots);
    for (PastEvents slot : bySlot()) {
      if (slot == null) {
        out.nil();
      } else {
        slot.write(out);
      }
    }
    out.field("LTime").unsigned(lamportTime);
    out.field("LeftMembers").arrayHeader(leftMembers.size());
    leftMembers.forEach(out::string);
    out.field("QueryLTime").unsigned(queryTime);
    out.field("StatusLTimes").mapHeader(statusTimes.size());
    statusTimes.forEach((name, time) -> out.string(name).unsigned(time));
  }

  /** The ring as the wire has it: each time in the slot that is its remainder. */
  private @Nullable PastEvents[] bySlot() {
    var slots = new @Nullable PastEvents[eventSlots];
    for (PastEvents past : events) {
      slots[(int) (past.lamportTime() % eventSlots)] = past;
    }
    return slots;
  }
}
