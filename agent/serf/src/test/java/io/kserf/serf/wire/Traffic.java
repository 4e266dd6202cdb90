package io.kserf.serf.wire;

import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What HashiCorp's Serf put on the wire, in clear and as it came. */
public final class Traffic {
  private Traffic() {}

  public static Stream<byte[]> datagrams() {
    return Stream.of("udp-plain.json", "udp-compressed.json", "udp-msgpack-v2.json")
        .flatMap(file -> hex(file, "/hex"));
  }

  /** What dialled streams wrote. */
  public static Stream<byte[]> dialled() {
    return hex("tcp-gossip.json", "/client_to_server/hex");
  }

  private static Stream<byte[]> hex(String file, String pointer) {
    var vectors = GoldenVectors.read(file).get("vectors");
    return StreamSupport.stream(vectors.spliterator(), false)
        .map(vector -> HexFormat.of().parseHex(vector.at(pointer).asText()));
  }
}
