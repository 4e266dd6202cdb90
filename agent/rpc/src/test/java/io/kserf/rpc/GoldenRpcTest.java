package io.kserf.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every connection that was recorded between HashiCorp's clients and agents. */
class GoldenRpcTest {
  static Stream<Transcript> transcripts() {
    return Transcript.all().stream();
  }

  /** Where the recorded client left fields out, or sent nil for an empty map or [] for nil. */
  private static final Set<String> OTHER_SPELLING =
      Set.of(
          "reachability",
          "reachability-verbose",
          "query-internal-ping",
          "query-internal-ping-payload");

  @ParameterizedTest
  @MethodSource("transcripts")
  void everyRequestDecodesAndEncodesToTheSameBytes(Transcript t) throws IOException {
    var again = new ByteArrayOutputStream();
    for (RpcCall call : calls(t.toServer())) {
      assertThat(call.request()).isNotNull();
      again.writeBytes(RpcEncoder.request(call));
    }
    if (OTHER_SPELLING.contains(t.name())) {
      assertThat(strings(calls(again.toByteArray()))).isEqualTo(strings(calls(t.toServer())));
    } else {
      assertThat(hex(again.toByteArray())).isEqualTo(unsigned(hex(t.toServer())));
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void everyResponseDecodesAndEncodesToTheSameBytes(Transcript t) throws IOException {
    Map<Long, RpcRequest> asked = new HashMap<>();
    calls(t.toServer()).forEach(call -> asked.putIfAbsent(call.seq(), call.request()));
    var again = new ByteArrayOutputStream();
    var in = new ValueReader(new ByteArrayInputStream(t.toClient()), RpcLimits.RESPONSE);
    Set<Long> started = new HashSet<>();
    while (in.hasNext()) {
      Struct header = Struct.of(in.next(), "header");
      long seq = header.u64("Seq");
      String error = header.string("Error");
      boolean first = started.add(seq) || !error.isEmpty();
      var body = body(asked.get(seq), first, error);
      again.writeBytes(
          body == null
              ? RpcEncoder.response(seq, error)
              : RpcEncoder.response(seq, error, body.apply(Struct.of(in.next(), "body"))));
    }
    assertThat(hex(again.toByteArray())).isEqualTo(hex(t.toClient()));
  }

  @Test
  void theTranscriptsCoverEveryCommand() throws IOException {
    Set<String> commands = new HashSet<>();
    for (Transcript t : Transcript.all()) {
      calls(t.toServer()).forEach(call -> commands.add(call.request().command()));
    }
    assertThat(commands)
        .containsAll(
            List.of("handshake", "auth", "event", "force-leave", "join", "members", "tags", "stop"))
        .containsAll(List.of("members-filtered", "stream", "monitor", "query", "respond", "leave"))
        .containsAll(List.of("install-key", "use-key", "remove-key", "list-keys", "stats"))
        .contains("get-coordinate");
  }

  private interface Body {
    RpcResponse apply(Struct body);
  }

  /** What follows a header, by what was asked; null for nothing. */
  private static Body body(RpcRequest request, boolean first, String error) {
    boolean refused = error.equals("Authentication required");
    return switch (request) {
      case RpcRequest.Join _ -> ResponseBodies::joined;
      case RpcRequest.Members _ when !refused && error.isEmpty() -> ResponseBodies::memberList;
      case RpcRequest.MembersFiltered _ -> ResponseBodies::memberList;
      case RpcRequest.InstallKey _, RpcRequest.UseKey _, RpcRequest.RemoveKey _ ->
          ResponseBodies::keysChanged;
      case RpcRequest.ListKeys _ -> ResponseBodies::keysListed;
      case RpcRequest.Stats _ -> ResponseBodies::stats;
      case RpcRequest.GetCoordinate _ -> ResponseBodies::coordinate;
      case RpcRequest.Stream _ when !first -> ResponseBodies::record;
      case RpcRequest.Monitor _ when !first -> ResponseBodies::logLine;
      case RpcRequest.Query _ when !first -> ResponseBodies::answer;
      default -> null;
    };
  }

  private static List<RpcCall> calls(byte[] bytes) throws IOException {
    var reader = new RpcRequestReader(new ByteArrayInputStream(bytes));
    List<RpcCall> calls = new ArrayList<>();
    for (var call = reader.next(); call.isPresent(); call = reader.next()) {
      calls.add(call.get());
    }
    return calls;
  }

  private static List<String> strings(List<RpcCall> calls) {
    return calls.stream()
        .map(
            call ->
                call.request() instanceof RpcRequest.Query q
                    ? call.seq() + " " + q.name() + q.filterNodes() + q.filterTags() + q.timeout()
                    : call.toString())
        .toList();
  }

  /** The newer build writes the type byte of a signed integer before its timeout of 1 s. */
  private static String unsigned(String hex) {
    return hex.replace("d23b9aca00", "ce3b9aca00");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
