package io.kserf.serf.wire;

import io.kserf.swim.wire.Fields;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to the members that pass all its filters.
 *
 * @param id tells queries of one Lamport time apart; unsigned 32 bit
 * @param addr where to answer, as raw bytes of an IP address
 * @param sourceNode the asker's name; empty from Serf before 0.9
 * @param filters encoded, see {@link QueryFilter}
 * @param flags {@link #ACK} and {@link #NO_BROADCAST}; unsigned 32 bit
 * @param relayFactor through how many other members an answer goes as well, 0 to 255
 */
public record QueryMessage(
    long lamportTime,
    long id,
    byte @Nullable [] addr,
    int port,
    String sourceNode,
    @Nullable List<byte[]> filters,
    long flags,
    int relayFactor,
    long timeoutNanos,
    String name,
    byte @Nullable [] payload)
    implements SerfMessage {
  /** Every member that passes the filters acknowledges the query. */
  public static final int ACK = 1;

  /** Receivers do not gossip the query on. */
  public static final int NO_BROADCAST = 2;

  static final int TYPE = 4;
  private static final Fields FIELDS =
      Fields.of(
          "LTime",
          "ID",
          "Addr",
          "Port",
          "SourceNode",
          "Filters",
          "Flags",
          "RelayFactor",
          "Timeout",
          "Name",
          "Payload");

  public boolean wantsAck() {
    return (flags & ACK) != 0;
  }

  public boolean isBroadcast() {
    return (flags & NO_BROADCAST) == 0;
  }

  static QueryMessage readBody(MsgpackReader in) {
    long lamportTime = 0;
    long id = 0;
    byte[] addr = null;
    int port = 0;
    String sourceNode = "";
    List<byte[]> filters = null;
    long flags = 0;
    int relayFactor = 0;
    long timeoutNanos = 0;
    String name = "";
    byte[] payload = null;
    for (var struct = in.struct(FIELDS); struct.next(); ) {
      switch (struct.field()) {
        case "LTime" -> lamportTime = LamportTime.read(in);
        case "ID" -> id = in.uint32();
        case "Addr" -> addr = in.bytes();
        case "Port" -> port = in.uint16();
        case "SourceNode" -> sourceNode = in.string();
        case "Filters" -> filters = readFilters(in);
        case "Flags" -> flags = in.uint32();
        case "RelayFactor" -> relayFactor = in.uint8();
        case "Timeout" -> timeoutNanos = in.int64();
        case "Name" -> name = in.string();
        case "Payload" -> payload = in.bytes();
        default -> in.skip();
      }
    }
    return new QueryMessage(
        lamportTime,
        id,
        addr,
        port,
        sourceNode,
        filters,
        flags,
        relayFactor,
        timeoutNanos,
        name,
        payload);
  }

  private static @Nullable List<byte[]> readFilters(MsgpackReader in) {
    int count = in.arrayHeader();
    if (count < 0) {
      return null;
    }
    var filters = new ArrayList<byte[]>(count);
    for (int i = 0; i < count; i++) {
      byte[] filter = in.bytes();
      if (filter == null) {
        throw new MalformedMessage("filter " + i + " of a query is nil");
      }
      filters.add(filter);
    }
    return filters;
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeBody(MsgpackWriter out) {
    out.mapHeader(11);
    out.field("Addr").bytes(addr);
    out.field("Filters");
    if (filters == null) {
      out.nil();
    } else {
      out.arrayHeader(filters.size());
      filters.forEach(out::bytes);
    }
    out.field("Flags").unsigned(flags);
    out.field("ID").unsigned(id);
    out.field("LTime").unsigned(lamportTime);
    out.field("Name").string(name);
    out.field("Payload").bytes(payload);
    out.field("Port").unsigned(port);
    out.field("RelayFactor").unsigned(relayFactor);
    out.field("SourceNode").string(sourceNode);
    out.field("Timeout").signed(timeoutNanos);
  }
}
