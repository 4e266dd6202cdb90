package io.kserf.rpc;

import static java.util.Map.entry;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the bodies of requests. Apart from their writer: a command line should not wait for these
 * tables.
 */
final class RequestBodyReader {
  private static final Map<String, RpcRequest> WITHOUT_BODY =
      Map.of(
          "members", new RpcRequest.Members(),
          "leave", new RpcRequest.Leave(),
          "list-keys", new RpcRequest.ListKeys(),
          "stats", new RpcRequest.Stats());

  private static final Map<String, Function<Struct, RpcRequest>> READERS =
      Map.ofEntries(
          entry("handshake", b -> new RpcRequest.Handshake(b.i32("Version"))),
          entry("auth", b -> new RpcRequest.Auth(b.string("AuthKey"))),
          entry(
              "event",
              b -> new RpcRequest.Event(b.string("Name"), b.bytes("Payload"), b.bool("Coalesce"))),
          entry("force-leave", b -> new RpcRequest.ForceLeave(b.string("Node"), b.bool("Prune"))),
          entry("join", b -> new RpcRequest.Join(b.strings("Existing"), b.bool("Replay"))),
          entry(
              "members-filtered",
              b ->
                  new RpcRequest.MembersFiltered(
                      b.stringMap("Tags"), b.string("Status"), b.string("Name"))),
          entry("tags", b -> new RpcRequest.Tags(b.stringMap("Tags"), b.strings("DeleteTags"))),
          entry("stream", b -> new RpcRequest.Stream(b.string("Type"))),
          entry("monitor", b -> new RpcRequest.Monitor(b.string("LogLevel"))),
          entry("stop", b -> new RpcRequest.Stop(b.u64("Stop"))),
          entry(
              "query",
              b ->
                  new RpcRequest.Query(
                      b.string("Name"),
                      b.bytes("Payload"),
                      b.strings("FilterNodes"),
                      b.stringMap("FilterTags"),
                      b.bool("RequestAck"),
                      b.u8("RelayFactor"),
                      Duration.ofNanos(b.i64("Timeout")))),
          entry("respond", b -> new RpcRequest.Respond(b.u64("ID"), b.bytes("Payload"))),
          entry("install-key", b -> new RpcRequest.InstallKey(b.string("Key"))),
          entry("use-key", b -> new RpcRequest.UseKey(b.string("Key"))),
          entry("remove-key", b -> new RpcRequest.RemoveKey(b.string("Key"))),
          entry("get-coordinate", b -> new RpcRequest.GetCoordinate(b.string("Node"))));

  private RequestBodyReader() {}

  /** Reads the body that belongs to {@code command}, if it has one. */
  static RpcRequest read(String command, ValueReader in) throws IOException {
    RpcRequest bare = WITHOUT_BODY.get(command);
    if (bare != null) {
      return bare;
    }
    Function<Struct, RpcRequest> reader = READERS.get(command);
    return reader == null
        ? new RpcRequest.Unsupported(command)
        : reader.apply(Struct.of(in.next(), command));
  }
}
