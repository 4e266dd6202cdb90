package io.kserf.serf.notation;

import static io.kserf.serf.notation.Struct.hex;
import static io.kserf.serf.notation.Struct.hexText;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.kserf.serf.wire.ConflictResponse;
import io.kserf.serf.wire.JoinIntent;
import io.kserf.serf.wire.KeyRequest;
import io.kserf.serf.wire.KeyResponse;
import io.kserf.serf.wire.LeaveIntent;
import io.kserf.serf.wire.PastEvents;
import io.kserf.serf.wire.PushPullState;
import io.kserf.serf.wire.QueryFilter;
import io.kserf.serf.wire.QueryMessage;
import io.kserf.serf.wire.QueryResponse;
import io.kserf.serf.wire.RelayMessage;
import io.kserf.serf.wire.SerfMessage;
import io.kserf.serf.wire.UserEventMessage;
import io.kserf.swim.wire.MalformedMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serf's own messages: what travels as user messages and as the user state of a push/pull. */
public final class SerfNotation {
  private static final String INTERNAL = "_serf_";
  private static final List<Class<? extends SerfMessage>> QUESTIONS = List.of(KeyRequest.class);
  private static final List<Class<? extends SerfMessage>> ANSWERS =
      List.of(KeyResponse.class, ConflictResponse.class);

  private SerfNotation() {}

  /**
   * A message with the name of its type, or text and bytes that are not Serf's.
   *
   * @throws MalformedMessage if the message is not what its type says
   */
  static Map<String, @Nullable Object> describe(byte[] payload) {
    if (!SerfMessage.isKnownType(payload)) {
      return opaque(payload);
    }
    SerfMessage message = SerfMessage.decode(payload);
    var described = named(message);
    switch (message) {
      case QueryMessage m -> addToQuery(described, m);
      case QueryResponse m -> addPayload(described, m.payload(), ANSWERS);
      case RelayMessage m -> described.put("relayed", relayed(m.inner()));
      default -> {}
    }
    return described;
  }

  /** Nobody relays a relay, so that its depth need not be followed. */
  private static Map<String, @Nullable Object> relayed(byte[] inner) {
    return SerfMessage.isKnownType(inner) && SerfMessage.decode(inner) instanceof RelayMessage
        ? opaque(inner)
        : describe(inner);
  }

  private static Map<String, @Nullable Object> opaque(byte[] payload) {
    var described = Struct.of("serf_type", null, "serf_type_name", "opaque");
    String text = new String(payload, UTF_8);
    boolean isText = Arrays.equals(text.getBytes(UTF_8), payload);
    described.put(isText ? "text" : "hex", isText ? text : hexText(payload));
    return described;
  }

  private static Map<String, @Nullable Object> named(SerfMessage message) {
    return Struct.of(
        "serf_type", message.type(),
        "serf_type_name", name(message),
        "fields", fieldsOf(message));
  }

  private static void addToQuery(Map<String, @Nullable Object> described, QueryMessage m) {
    if (m.name().startsWith(INTERNAL)) {
      addPayload(described, m.payload(), QUESTIONS);
    }
    List<byte[]> filters = m.filters();
    if (filters != null) {
      described.put("filters_decoded", filters.stream().map(SerfNotation::filter).toList());
    }
  }

  /** Adds what a payload holds if it is one of these: all others are a user's own. */
  private static void addPayload(
      Map<String, @Nullable Object> described,
      byte @Nullable [] payload,
      List<Class<? extends SerfMessage>> types) {
    if (payload == null || !SerfMessage.isKnownType(payload)) {
      return;
    }
    try {
      SerfMessage inner = SerfMessage.decode(payload);
      if (types.contains(inner.getClass())) {
        described.put("payload_decoded", named(inner));
      }
    } catch (MalformedMessage e) {
      // A user's bytes that begin like a message.
    }
  }

  private static Map<String, @Nullable Object> filter(byte[] filter) {
    return switch (QueryFilter.decode(filter)) {
      case QueryFilter.Nodes(var names) -> Struct.of("filter_type", 0, "nodes", names);
      case QueryFilter.Tag(var tag, var expression) ->
          Struct.of("filter_type", 1, "Expr", expression, "Tag", tag);
    };
  }

  /** As Serf calls its types. */
  private static String name(SerfMessage message) {
    return switch (message) {
      case LeaveIntent m -> "leave";
      case JoinIntent m -> "join";
      case PushPullState m -> "pushPull";
      case UserEventMessage m -> "userEvent";
      case QueryMessage m -> "query";
      case QueryResponse m -> "queryResponse";
      case ConflictResponse m -> "conflictResponse";
      case KeyRequest m -> "keyRequest";
      case KeyResponse m -> "keyResponse";
      case RelayMessage m -> "relay";
    };
  }

  /** The fields alone, in the order of the wire. Byte arrays are {@code {"hex": …}}. */
  public static Map<String, @Nullable Object> fieldsOf(SerfMessage message) {
    return switch (message) {
      case LeaveIntent m ->
          Struct.of("LTime", m.lamportTime(), "Node", m.node(), "Prune", m.prune());
      case JoinIntent m -> Struct.of("LTime", m.lamportTime(), "Node", m.node());
      case UserEventMessage m ->
          Struct.of(
              "CC", m.coalesce(),
              "LTime", m.lamportTime(),
              "Name", m.name(),
              "Payload", hex(m.payload()));
      case PushPullState m -> pushPull(m);
      case QueryMessage m -> query(m);
      case QueryResponse m ->
          Struct.of(
              "Flags", m.flags(),
              "From", m.from(),
              "ID", m.id(),
              "LTime", m.lamportTime(),
              "Payload", hex(m.payload()));
      case ConflictResponse m -> conflict(m);
      case KeyRequest m -> Struct.of("Key", hex(m.key()));
      case KeyResponse m ->
          Struct.of(
              "Keys", m.keys(),
              "Message", m.message(),
              "PrimaryKey", m.primaryKey(),
              "Result", m.result());
      case RelayMessage m ->
          Struct.of(
              "DestAddr", Struct.of("IP", hex(m.ip()), "Port", m.port(), "Zone", m.zone()),
              "DestName", m.destName());
    };
  }

  private static Map<String, @Nullable Object> query(QueryMessage m) {
    return Struct.of(
        "Addr", hex(m.addr()),
        "Filters", m.filters() == null ? null : m.filters().stream().map(Struct::hex).toList(),
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
          Struct.of(
              "slot", past.lamportTime() % m.eventSlots(),
              "LTime", past.lamportTime(),
              "Events",
                  past.events().stream()
                      .map(
                          event -> Struct.of("Name", event.name(), "Payload", hex(event.payload())))
                      .toList()));
    }
    return Struct.of(
        "EventLTime", m.eventTime(),
        "Events", Struct.of("len", m.eventSlots(), "non_nil", used),
        "LTime", m.lamportTime(),
        "LeftMembers", m.leftMembers(),
        "QueryLTime", m.queryTime(),
        "StatusLTimes", m.statusTimes());
  }

  private static Map<String, @Nullable Object> conflict(ConflictResponse m) {
    ConflictResponse.Known known = m.known();
    if (known == null) {
      return Struct.of();
    }
    byte[] v = known.versions();
    return Struct.of(
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
}
