package io.kserf.rpc;

/** Writes the bodies of requests. */
final class RequestBodyWriter {
  private RequestBodyWriter() {}

  static void write(StructWriter out, RpcRequest request) {
    switch (request) {
      case RpcRequest.Handshake r -> out.struct(1).field("Version", r.version());
      case RpcRequest.Auth r -> out.struct(1).field("AuthKey", r.authKey());
      case RpcRequest.Event r ->
          out.struct(3)
              .field("Coalesce", r.coalesce())
              .field("Name", r.name())
              .field("Payload", r.payload());
      case RpcRequest.ForceLeave r ->
          out.struct(2).field("Node", r.node()).field("Prune", r.prune());
      case RpcRequest.Join r ->
          out.struct(2).strings("Existing", r.existing()).field("Replay", r.replay());
      case RpcRequest.MembersFiltered r ->
          out.struct(3)
              .field("Name", r.name())
              .field("Status", r.status())
              .stringMap("Tags", r.tags());
      case RpcRequest.Tags r ->
          out.struct(2).strings("DeleteTags", r.deleteTags()).stringMap("Tags", r.tags());
      case RpcRequest.Stream r -> out.struct(1).field("Type", r.type());
      case RpcRequest.Monitor r -> out.struct(1).field("LogLevel", r.logLevel());
      case RpcRequest.Stop r -> out.struct(1).unsigned("Stop", r.seq());
      case RpcRequest.Query r ->
          out.struct(7)
              .strings("FilterNodes", r.filterNodes())
              .stringMap("FilterTags", r.filterTags())
              .field("Name", r.name())
              .field("Payload", r.payload())
              .field("RelayFactor", r.relayFactor())
              .field("RequestAck", r.requestAck())
              .field("Timeout", r.timeout().toNanos());
      case RpcRequest.Respond r ->
          out.struct(2).unsigned("ID", r.id()).field("Payload", r.payload());
      case RpcRequest.InstallKey r -> out.struct(1).field("Key", r.key());
      case RpcRequest.UseKey r -> out.struct(1).field("Key", r.key());
      case RpcRequest.RemoveKey r -> out.struct(1).field("Key", r.key());
      case RpcRequest.GetCoordinate r -> out.struct(1).field("Node", r.node());
      case RpcRequest.Members _,
          RpcRequest.Leave _,
          RpcRequest.ListKeys _,
          RpcRequest.Stats _,
          RpcRequest.Unsupported _ -> {}
    }
  }
}
