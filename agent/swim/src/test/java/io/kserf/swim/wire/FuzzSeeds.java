package io.kserf.swim.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Captured traffic in clear, where fuzzing begins: encryption would stop every mutation. */
final class FuzzSeeds {
  private FuzzSeeds() {}

  static Stream<byte[]> datagrams() {
    return Stream.of("udp-plain", "udp-compressed", "udp-msgpack-v2", "udp-labels-and-v0")
        .flatMap(Golden::vectors)
        .map(vector -> Golden.hex(vector.path("hex")));
  }

  static Stream<byte[]> streams() {
    return Golden.vectors("tcp-gossip").flatMap(FuzzSeeds::bothSides);
  }

  private static Stream<byte[]> bothSides(JsonNode vector) {
    return Stream.of("client_to_server", "server_to_client")
        .map(side -> vector.path(side).path("hex"))
        .filter(JsonNode::isTextual)
        .map(Golden::hex);
  }

  /** Compressed texts, without the layer around them. */
  static Stream<byte[]> compressed() {
    return Stream.of("", "a", "aaaaaaaaaaaaaaaa", "abababababab", "node-1 node-2 node-3".repeat(40))
        .map(text -> Lzw.compress(text.getBytes(UTF_8)));
  }

  /** Slices of {@code bytes} as a socket might deliver them. */
  static List<byte[]> halves(byte[] bytes) {
    int middle = bytes.length / 2;
    return List.of(Arrays.copyOf(bytes, middle), Arrays.copyOfRange(bytes, middle, bytes.length));
  }
}
