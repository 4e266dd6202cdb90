package io.kserf.serf.wire;

import io.kserf.swim.wire.Fields;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom a member knows by the name that two claim.
 *
 * @param known {@code null} when it knows nobody of that name
 */
public record ConflictResponse(@Nullable Known known) implements SerfMessage {
  static final int TYPE = 6;
  private static final Fields FIELDS =
      Fields.of(
          "Name",
          "Addr",
          "Port",
          "Tags",
          "Status",
          "ProtocolMin",
          "ProtocolMax",
          "ProtocolCur",
          "DelegateMin",
          "DelegateMax",
          "DelegateCur");

  /**
   * A member as Serf writes it.
   *
   * @param status Serf's number
   * @param versions six bytes in memberlist's order: {@code min, max, current} of memberlist and of
   *     Serf
   */
  public record Known(
      String name,
      byte @Nullable [] addr,
      int port,
      Map<String, String> tags,
      int status,
      byte[] versions) {}

  static ConflictResponse readBody(MsgpackReader in) {
    if (in.nil()) {
      return new ConflictResponse(null);
    }
    String name = "";
    byte[] addr = null;
    int port = 0;
    Map<String, String> tags = Map.of();
    int status = 0;
    byte[] versions = new byte[6];
    for (var struct = in.struct(FIELDS); struct.next(); ) {
      switch (struct.field()) {
        case "Name" -> name = in.string();
        case "Addr" -> addr = in.bytes();
        case "Port" -> port = in.uint16();
        case "Tags" -> tags = Tags.readMap(in);
        case "Status" -> status = in.int32();
        case "ProtocolMin" -> versions[0] = (byte) in.uint8();
        case "ProtocolMax" -> versions[1] = (byte) in.uint8();
        case "ProtocolCur" -> versions[2] = (byte) in.uint8();
        case "DelegateMin" -> versions[3] = (byte) in.uint8();
        case "DelegateMax" -> versions[4] = (byte) in.uint8();
        case "DelegateCur" -> versions[5] = (byte) in.uint8();
        default -> in.skip();
      }
    }
    return new ConflictResponse(new Known(name, addr, port, tags, status, versions));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeBody(MsgpackWriter out) {
    if (known == null) {
      out.nil();
      return;
    }
    byte[] versions = known.versions();
    out.mapHeader(11);
    out.field("Addr").bytes(known.addr());
    out.field("DelegateCur").unsigned(versions[5] & 0xff);
    out.field("DelegateMax").unsigned(versions[4] & 0xff);
    out.field("DelegateMin").unsigned(versions[3] & 0xff);
    out.field("Name").string(known.name());
    out.field("Port").unsigned(known.port());
    out.field("ProtocolCur").unsigned(versions[2] & 0xff);
    out.field("ProtocolMax").unsigned(versions[1] & 0xff);
    out.field("ProtocolMin").unsigned(versions[0] & 0xff);
    out.field("Status").signed(known.status());
    out.field("Tags");
    Tags.writeMap(out, known.tags());
  }
}
