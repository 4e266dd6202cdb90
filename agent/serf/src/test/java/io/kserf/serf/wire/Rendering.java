package io.kserf.serf.wire;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages in the form in which the captures describe them. */
final class Rendering {
  private Rendering() {}

  static Map<String, @Nullable Object> fieldsOf(SerfMessage message) {
    return switch (message) {
      case LeaveIntent m -> struct("LTime", m.lamportTime(), "Node", m.node(), "Prune", m.prune());
      case JoinIntent m -> struct("LTime", m.lamportTime(), "Node", m.node());
      case UserEventMessage m ->
          struct(
              "CC", m.coalesce(),
              "LTime", m.lamportTime(),
              "Name", m.name(),
              "Payload", hex(m.payload()));
      case PushPullState m -> pushPull(m);
      case QueryMessage m -> query(m);
      case QueryResponse m ->
          struct(
              "Flags", m.flags(),
              "From", m.from(),
              "ID", m.id(),
              "LTime", m.lamportTime(),
              "Payload", hex(m.payload()));
      case ConflictResponse m -> conflict(m);
      case KeyRequest m -> struct("Key", hex(m.key()));
      case KeyResponse m ->
          struct(
              "Keys", m.keys(),
              "Message", m.message(),
              "PrimaryKey", m.primaryKey(),
              "Result", m.result());
      case RelayMessage m ->
          struct(
              "DestAddr", struct("IP", hex(m.ip()), "Port", m.port(), "Zone", m.zone()),
              "DestName", m.destName());
    };
  }

  private static Map<String, @Nullable Object> query(QueryMessage m) {
    return struct(
        "Addr", hex(m.addr()),
        "Filters", m.filters() == null ? null : m.filters().stream().map(Rendering::hex).toList(),
        "Flags", m.flags(),
        "ID", m.id(),
        "LTime", m.lamportTime(),
        "Name", m.name(),
        "Payload", hex(m.payload()),
        "Port", m.port(),
        "RelayFactor", m.relayFactor(),
        "SourceNode", m.sourceNode(),
        "Timeout", m.timeoutNanos());
  }

  private static Map<String, @Nullable Object> pushPull(PushPullState m) {
    List<Object> used = new ArrayList<>();
    for (PastEvents past : m.events()) {
      used.add(
          struct(
              "slot", past.lamportTime() % m.eventSlots(),
              "LTime", past.lamportTime(),
              "Events",
                  past.events().stream()
                      .map(event -> struct("Name", event.name(), "Payload", hex(event.payload())))
                      .toList()));
    }
    return struct(
        "EventLTime", m.eventTime(),
        "Events", struct("len", m.eventSlots(), "non_nil", used),
        "LTime", m.lamportTime(),
        "LeftMembers", m.leftMembers(),
        "QueryLTime", m.queryTime(),
        "StatusLTimes", m.statusTimes());
  }

  private static Map<String, @Nullable Object> conflict(ConflictResponse m) {
    ConflictResponse.Known known = m.known();
    if (known == null) {
      return struct();
    }
    byte[] v = known.versions();
    return struct(
        "Addr", hex(known.addr()),
        "DelegateCur", v[5],
        "DelegateMax", v[4],
        "DelegateMin", v[3],
        "Name", known.name(),
        "Port", known.port(),
        "ProtocolCur", v[2],
        "ProtocolMax", v[1],
        "ProtocolMin", v[0],
        "Status", known.status(),
        "Tags", known.tags());
  }

  static @Nullable Object hex(byte @Nullable [] bytes) {
    return bytes == null ? null : Map.of("hex", HexFormat.of().formatHex(bytes));
  }

  private static Map<String, @Nullable Object> struct(@Nullable Object... namesAndValues) {
    var struct = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      struct.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return struct;
  }
}
