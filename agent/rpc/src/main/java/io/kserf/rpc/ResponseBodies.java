package io.kserf.rpc;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bodies of responses and records, both ways. */
final class ResponseBodies {
  private static final RpcCoordinate NOWHERE = new RpcCoordinate(List.of(), 0, 0, 0);

  private ResponseBodies() {}

  static void write(StructWriter out, RpcResponse body) {
    switch (body) {
      case RpcResponse.Joined b -> out.struct(1).field("Num", b.num());
      case RpcResponse.MemberList b -> members(out.struct(1), b.members());
      case RpcResponse.KeysChanged b ->
          keys(out.struct(5).nil("Keys"), b.messages(), b.numErr(), b.numNodes(), b.numResp());
      case RpcResponse.KeysListed b ->
          keys(
              out.struct(5).countMap("Keys", b.keys()),
              b.messages(),
              b.numErr(),
              b.numNodes(),
              b.numResp());
      case RpcResponse.Stats b -> {
        out.struct(b.sections().size());
        b.sections().forEach(out::stringMap);
      }
      case RpcResponse.Coordinate b -> coordinate(out, b.coordinate());
      case RpcResponse.LogLine b -> out.struct(1).field("Log", b.log());
      case RpcRecord record -> record(out, record);
      case RpcAnswer.Ack b -> answer(out, b.from(), new byte[0], "ack");
      case RpcAnswer.Response b -> answer(out, b.from(), b.payload(), "response");
      case RpcAnswer.Done _ -> answer(out, "", new byte[0], "done");
    }
  }

  private static void keys(
      StructWriter out, Map<String, String> messages, int numErr, int numNodes, int numResp) {
    out.stringMap("Messages", messages)
        .field("NumErr", numErr)
        .field("NumNodes", numNodes)
        .field("NumResp", numResp);
  }

  private static void coordinate(StructWriter out, Optional<RpcCoordinate> known) {
    RpcCoordinate c = known.orElse(NOWHERE);
    out.struct(2)
        .name("Coord")
        .struct(4)
        .field("Adjustment", c.adjustment())
        .field("Error", c.error())
        .field("Height", c.height())
        .doubles("Vec", c.vec())
        .field("Ok", known.isPresent());
  }

  private static void record(StructWriter out, RpcRecord record) {
    switch (record) {
      case RpcRecord.Members r -> members(out.struct(2).field("Event", r.event()), r.members());
      case RpcRecord.User r ->
          out.struct(5)
              .field("Coalesce", r.coalesce())
              .field("Event", "user")
              .unsigned("LTime", r.lamportTime())
              .field("Name", r.name())
              .field("Payload", r.payload());
      case RpcRecord.Query r ->
          out.struct(5)
              .field("Event", "query")
              .unsigned("ID", r.id())
              .unsigned("LTime", r.lamportTime())
              .field("Name", r.name())
              .field("Payload", r.payload());
    }
  }

  private static void answer(StructWriter out, String from, byte[] payload, String type) {
    out.struct(3).field("From", from).field("Payload", payload).field("Type", type);
  }

  private static void members(StructWriter out, List<RpcMember> members) {
    out.name("Members").list(members.size());
    for (RpcMember m : members) {
      out.struct(11)
          .field("Addr", m.addr())
          .field("DelegateCur", m.delegateCur())
          .field("DelegateMax", m.delegateMax())
          .field("DelegateMin", m.delegateMin())
          .field("Name", m.name())
          .field("Port", m.port())
          .field("ProtocolCur", m.protocolCur())
          .field("ProtocolMax", m.protocolMax())
          .field("ProtocolMin", m.protocolMin())
          .field("Status", m.status())
          .stringMap("Tags", m.tags());
    }
  }

  static RpcResponse.Joined joined(Struct body) {
    return new RpcResponse.Joined(body.i32("Num"));
  }

  static RpcResponse.MemberList memberList(Struct body) {
    return new RpcResponse.MemberList(members(body));
  }

  static RpcResponse.KeysChanged keysChanged(Struct body) {
    return new RpcResponse.KeysChanged(
        body.stringMap("Messages"), body.i32("NumErr"), body.i32("NumNodes"), body.i32("NumResp"));
  }

  static RpcResponse.KeysListed keysListed(Struct body) {
    return new RpcResponse.KeysListed(
        body.countMap("Keys"),
        body.stringMap("Messages"),
        body.i32("NumErr"),
        body.i32("NumNodes"),
        body.i32("NumResp"));
  }

  static RpcResponse.Stats stats(Struct body) {
    return new RpcResponse.Stats(body.sections());
  }

  static RpcResponse.Coordinate coordinate(Struct body) {
    if (!body.bool("Ok")) {
      return new RpcResponse.Coordinate(Optional.empty());
    }
    Struct c = body.struct("Coord");
    return new RpcResponse.Coordinate(
        Optional.of(
            new RpcCoordinate(
                c.doubles("Vec"), c.f64("Error"), c.f64("Adjustment"), c.f64("Height"))));
  }

  static RpcResponse.LogLine logLine(Struct body) {
    return new RpcResponse.LogLine(body.string("Log"));
  }

  static RpcRecord record(Struct body) {
    String event = body.string("Event");
    return switch (event) {
      case "user" ->
          new RpcRecord.User(
              body.u64("LTime"), body.string("Name"), body.bytes("Payload"), body.bool("Coalesce"));
      case "query" ->
          new RpcRecord.Query(
              body.u64("ID"), body.u64("LTime"), body.string("Name"), body.bytes("Payload"));
      default -> new RpcRecord.Members(event, members(body));
    };
  }

  static RpcAnswer answer(Struct body) {
    String type = body.string("Type");
    return switch (type) {
      case "ack" -> new RpcAnswer.Ack(body.string("From"));
      case "response" -> new RpcAnswer.Response(body.string("From"), body.bytes("Payload"));
      case "done" -> new RpcAnswer.Done();
      default -> throw new MalformedRpc("query.Type: '%s' is no kind of answer".formatted(type));
    };
  }

  private static List<RpcMember> members(Struct body) {
    return body.structs("Members").stream().map(ResponseBodies::member).toList();
  }

  private static RpcMember member(Struct m) {
    return new RpcMember(
        m.string("Name"),
        m.bytes("Addr"),
        m.u16("Port"),
        m.stringMap("Tags"),
        m.string("Status"),
        m.u8("ProtocolMin"),
        m.u8("ProtocolMax"),
        m.u8("ProtocolCur"),
        m.u8("DelegateMin"),
        m.u8("DelegateMax"),
        m.u8("DelegateCur"));
  }
}
