package io.kserf.swim.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kserf.swim.Keyring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The vectors that were captured from HashiCorp's Serf, and their notation: a byte array is {@code
 * {"hex": …}}.
 */
final class Golden {
  static final List<String> UDP_FILES =
      List.of(
          "udp-plain",
          "udp-compressed",
          "udp-encrypted-aes128",
          "udp-encrypted-aes256",
          "udp-labels-and-v0",
          "udp-msgpack-v2");

  private Golden() {}

  static JsonNode file(String name) {
    try (var in = Golden.class.getResourceAsStream("/vectors/" + name + ".json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> vectors(String file) {
    return stream(file(file).path("vectors"));
  }

  static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  static byte[] hex(JsonNode text) {
    return HexFormat.of().parseHex(text.textValue());
  }

  static byte[] bytes(JsonNode field) {
    return field.path("hex").isTextual() ? hex(field.path("hex")) : null;
  }

  static byte[] key(JsonNode text) {
    return Base64.getDecoder().decode(text.textValue());
  }

  /** A ring whose primary is the key that encrypted the vector; disabled for a plain one. */
  static Keyring keyring(JsonNode encryption, Stream<byte[]> others) {
    if (encryption.isMissingNode()) {
      return Keyring.disabled();
    }
    var keys = new ArrayList<byte[]>();
    keys.add(key(encryption.path("key_b64")));
    others.forEach(keys::add);
    return new Keyring(keys);
  }

  /** A source of nonces that has only the recorded one. */
  static RandomGenerator recordedNonce(JsonNode encryption) {
    byte[] nonce = encryption.isMissingNode() ? new byte[12] : hex(encryption.path("nonce_hex"));
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new IllegalStateException("a nonce is drawn as bytes");
      }

      @Override
      public void nextBytes(byte[] bytes) {
        System.arraycopy(nonce, 0, bytes, 0, nonce.length);
      }
    };
  }

  /**
   * What the vector says that a message holds; nothing for user messages, which are opaque here.
   */
  static Message expected(int type, JsonNode f) {
    return switch (type) {
      case MessageType.PING ->
          new Message.Ping(
              f.path("SeqNo").longValue(),
              f.path("Node").asText(""),
              bytes(f.path("SourceAddr")),
              f.path("SourcePort").intValue(),
              f.path("SourceNode").asText(""));
      case MessageType.INDIRECT_PING ->
          new Message.IndirectPing(
              f.path("SeqNo").longValue(),
              bytes(f.path("Target")),
              f.path("Port").intValue(),
              f.path("Node").textValue(),
              f.path("Nack").booleanValue(),
              bytes(f.path("SourceAddr")),
              f.path("SourcePort").intValue(),
              f.path("SourceNode").asText(""));
      case MessageType.ACK ->
          new Message.Ack(f.path("SeqNo").longValue(), bytes(f.path("Payload")));
      case MessageType.NACK -> new Message.Nack(f.path("SeqNo").longValue());
      case MessageType.SUSPECT ->
          new Message.Suspect(
              f.path("Incarnation").longValue(),
              f.path("Node").textValue(),
              f.path("From").textValue());
      case MessageType.DEAD ->
          new Message.Dead(
              f.path("Incarnation").longValue(),
              f.path("Node").textValue(),
              f.path("From").textValue());
      case MessageType.ALIVE ->
          new Message.Alive(
              f.path("Incarnation").longValue(),
              f.path("Node").textValue(),
              bytes(f.path("Addr")),
              f.path("Port").intValue(),
              bytes(f.path("Meta")),
              bytes(f.path("Vsn")));
      case MessageType.ERROR -> new Message.Error(f.path("Error").textValue());
      default -> throw new IllegalArgumentException("no fields are known for type " + type);
    };
  }

  static Message.NodeState expectedNode(JsonNode f) {
    return new Message.NodeState(
        f.path("Name").textValue(),
        bytes(f.path("Addr")),
        f.path("Port").intValue(),
        bytes(f.path("Meta")),
        f.path("Incarnation").longValue(),
        f.path("State").intValue(),
        bytes(f.path("Vsn")));
  }
}
