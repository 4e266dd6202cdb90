package io.kserf.serf.wire;

import io.kserf.swim.wire.Fields;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;
import org.jspecify.annotations.Nullable;

/**
 * Send {@code inner} on to another member: a second way for the answer to a query.
 *
 * @param port signed on the wire
 * @param zone of an IPv6 address; empty from Serf
 * @param destName empty from Serf before 0.9
 * @param inner a complete Serf message, from its type byte on
 */
public record RelayMessage(
    byte @Nullable [] ip, long port, String zone, String destName, byte[] inner)
    implements SerfMessage {
  static final int TYPE = 9;
  private static final Fields FIELDS = Fields.of("DestAddr", "DestName");
  private static final Fields ADDRESS_FIELDS = Fields.of("IP", "Port", "Zone");

  static RelayMessage readBody(MsgpackReader in) {
    byte[] ip = null;
    long port = 0;
    String zone = "";
    String destName = "";
    for (var struct = in.struct(FIELDS); struct.next(); ) {
      if (struct.field().equals("DestName")) {
        destName = in.string();
        continue;
      }
      for (var address = in.struct(ADDRESS_FIELDS); address.next(); ) {
        switch (address.field()) {
          case "IP" -> ip = in.bytes();
          case "Port" -> port = in.int64();
          case "Zone" -> zone = in.string();
          default -> in.skip();
        }
      }
    }
    if (in.remaining() == 0) {
      throw new MalformedMessage("a relay carries no message");
    }
    return new RelayMessage(ip, port, zone, destName, in.rawBytes(in.remaining()));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeBody(MsgpackWriter out) {
    out.mapHeader(2);
    out.field("DestAddr").mapHeader(3);
    out.field("IP").bytes(ip);
    out.field("Port").signed(port);
    out.field("Zone").string(zone);
    out.field("DestName").string(destName);
    out.rawBytes(inner);
  }
}
