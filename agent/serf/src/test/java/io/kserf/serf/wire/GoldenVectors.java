package io.kserf.serf.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kserf.swim.Keyring;
import io.kserf.swim.wire.IntegerDialect;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.PacketCodec;
import io.kserf.swim.wire.StreamCodec;
import io.kserf.swim.wire.StreamSide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What Serf put on the wire, taken out of the layers of membership. */
final class GoldenVectors {
  private GoldenVectors() {}

  /**
   * One packet, or one direction of a stream.
   *
   * @param decoded what the capture says of it, layer by layer
   */
  record Capture(String name, IntegerDialect dialect, List<Message> messages, JsonNode decoded) {

    /** Serf's own messages: user messages, and the user state of a push/pull. */
    List<byte[]> serfMessages() {
      return messages.stream()
          .flatMap(
              message ->
                  switch (message) {
                    case Message.User user -> Stream.of(user.payload());
                    case Message.PushPull state -> Stream.of(state.userState());
                    default -> Stream.empty();
                  })
          .toList();
    }

    /** The descriptions under one of these keys, in the order of the packet. */
    List<JsonNode> described(String... keys) {
      var found = new ArrayList<JsonNode>();
      collect(decoded, List.of(keys), found);
      return found;
    }

    private static void collect(JsonNode node, List<String> keys, List<JsonNode> found) {
      if (node.isObject()) {
        node.properties()
            .forEach(
                entry -> {
                  if (keys.contains(entry.getKey()) && entry.getValue().isObject()) {
                    found.add(entry.getValue());
                  } else {
                    collect(entry.getValue(), keys, found);
                  }
                });
      } else if (node.isArray()) {
        node.forEach(element -> collect(element, keys, found));
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static JsonNode read(String file) {
    try (var in = GoldenVectors.class.getResourceAsStream("/vectors/" + file)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Capture> all() {
    var captures = new ArrayList<Capture>();
    for (String file :
        List.of(
            "udp-plain.json",
            "udp-compressed.json",
            "udp-encrypted-aes128.json",
            "udp-encrypted-aes256.json",
            "udp-msgpack-v2.json")) {
      captures.addAll(packets(file));
    }
    captures.addAll(streams());
    return captures;
  }

  private static List<Capture> packets(String file) {
    JsonNode root = read(file);
    var codec = new PacketCodec("", false, keyring(root.path("keys_b64")), new SplittableRandom(1));
    var dialect = file.contains("-v2") ? IntegerDialect.SIGNED : IntegerDialect.UNSIGNED;
    var captures = new ArrayList<Capture>();
    for (JsonNode vector : root.get("vectors")) {
      captures.add(
          new Capture(
              file + ": " + vector.get("name").asText(),
              dialect,
              open(codec, hex(vector)),
              vector.get("decoded")));
    }
    return captures;
  }

  private static List<Message> open(PacketCodec codec, byte[] datagram) {
    var messages = new ArrayList<Message>();
    codec.open(
        datagram,
        new PacketCodec.Sink() {
          @Override
          public void onMessage(Message message) {
            messages.add(message);
          }

          @Override
          public void onMalformed(MalformedMessage cause) {
            throw cause;
          }
        });
    return messages;
  }

  /** Streams of the agent; those of the bare library carry no state of Serf. */
  private static List<Capture> streams() {
    JsonNode root = read("tcp-gossip.json");
    var captures = new ArrayList<Capture>();
    for (JsonNode vector : root.get("vectors")) {
      String name = vector.get("name").asText();
      if (name.startsWith("label") || name.startsWith("v0")) {
        continue;
      }
      String keys =
          name.startsWith("aes128") ? "aes128" : name.startsWith("aes256") ? "aes256" : "";
      var codec =
          new StreamCodec(
              "", false, keyring(root.path("keys_b64").path(keys)), new SplittableRandom(1));
      var dialect = name.startsWith("v2") ? IntegerDialect.SIGNED : IntegerDialect.UNSIGNED;
      for (StreamSide side : StreamSide.values()) {
        JsonNode stream =
            vector.get(side == StreamSide.DIALLER ? "client_to_server" : "server_to_client");
        captures.add(
            new Capture(
                "tcp-gossip.json: " + name + " " + side,
                dialect,
                List.of(codec.open(hex(stream), side)),
                stream.get("decoded")));
      }
    }
    return captures;
  }

  private static Keyring keyring(JsonNode keys) {
    var raw = new ArrayList<byte[]>();
    keys.forEach(key -> raw.add(Base64.getDecoder().decode(key.asText())));
    return new Keyring(raw);
  }

  private static byte[] hex(JsonNode vector) {
    return HexFormat.of().parseHex(vector.get("hex").asText());
  }
}
