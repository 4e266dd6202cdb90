package io.kserf.swim.wire;

import static io.kserf.swim.wire.Golden.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import com.fasterxml.jackson.databind.JsonNode;
import io.kserf.swim.Keyring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Datagrams of real agents: what we read from them, and that we would have sent the same bytes. */
class GoldenDatagramTest {

  static Stream<Arguments> vectors() {
    return Golden.UDP_FILES.stream().flatMap(file -> vectorsOf(file, Golden.file(file)));
  }

  private static Stream<Arguments> vectorsOf(String file, JsonNode json) {
    return Golden.stream(json.path("vectors"))
        .map(
            vector ->
                Arguments.of(
                    named(file + ": " + vector.path("name").asText(), vector),
                    named(file, json.path("keys_b64"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void aCapturedDatagramIsReadAndWrittenBackLayerByLayer(JsonNode vector, JsonNode keys) {
    byte[] datagram = hex(vector.path("hex"));
    JsonNode decoded = vector.path("decoded");
    var label = new Label(decoded.path("label").asText(""));
    JsonNode layer = decoded.path("encryption");

    int from = label.strip(datagram, 0, datagram.length);
    if (layer.isMissingNode()) {
      byte[] message = rewrap(tail(datagram, from), decoded.path("message"));
      assertThat(Bytes.concat(label.header(), message)).asHexString().isEqualTo(text(datagram));
      return;
    }
    var encryption = new Encryption(ring(layer, keys), Golden.recordedNonce(layer));
    byte[] plain = encryption.open(datagram, from, datagram.length - from, label.bytes());
    assertThat(plain).asHexString().isEqualTo(text(hex(layer.path("plaintext_hex"))));
    byte[] message = rewrap(plain, decoded.path("message"));
    int version = layer.path("version").intValue();
    assertThat(encryption.seal(version, label.header(), message, label.bytes()))
        .asHexString()
        .isEqualTo(text(datagram));
  }

  /** Takes one layer off, compares it with what it should be, and puts it on again. */
  private static byte[] rewrap(byte[] bytes, JsonNode expected) {
    int type = bytes[0] & 0xff;
    assertThat(type).isEqualTo(expected.path("type").intValue());
    switch (type) {
      case MessageType.HAS_CRC -> {
        Crc.verify(bytes, 0, bytes.length);
        return Crc.wrap(rewrap(tail(bytes, Crc.HEADER_BYTES), expected.path("inner")));
      }
      case MessageType.COMPRESS -> {
        byte[] plain = Compression.unwrap(bytes, 0, bytes.length, 65_536).plain();
        assertThat(plain).asHexString().isEqualTo(text(hex(expected.path("plain_hex"))));
        return Compression.wrap(rewrap(plain, expected.path("inner")));
      }
      case MessageType.COMPOUND -> {
        return rewrapCompound(bytes, expected.path("parts"));
      }
      default -> {
        Message message = MessageCodec.decode(bytes);
        compare(message, expected);
        return MessageCodec.encode(message);
      }
    }
  }

  private static byte[] rewrapCompound(byte[] bytes, JsonNode expected) {
    var parts = new ArrayList<byte[]>();
    Compound.requireLengths(bytes, 0, bytes.length);
    int truncated =
        Compound.split(
            bytes,
            0,
            bytes.length,
            (from, length) -> {
              byte[] part = Arrays.copyOfRange(bytes, from, from + length);
              parts.add(rewrap(part, expected.path(parts.size())));
            });
    assertThat(truncated).isZero();
    assertThat(parts).hasSize(expected.size());
    return Compound.of(parts);
  }

  private static void compare(Message message, JsonNode expected) {
    if (message instanceof Message.User user) {
      JsonNode text = expected.path("user").path("text");
      if (text.isTextual()) {
        assertThat(new String(user.payload(), UTF_8)).isEqualTo(text.textValue());
      } else {
        assertThat(user.payload()[0] & 0xff)
            .isEqualTo(expected.path("user").path("serf_type").intValue());
      }
      return;
    }
    assertThat(message)
        .usingRecursiveComparison()
        .isEqualTo(Golden.expected(expected.path("type").intValue(), expected.path("fields")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void aCapturedDatagramGivesItsMessagesInOrder(JsonNode vector, JsonNode keys) {
    JsonNode decoded = vector.path("decoded");
    var codec = codec(decoded, keys, false);

    var messages = new ArrayList<Message>();
    codec.open(hex(vector.path("hex")), PacketCodecTest.collecting(messages));

    List<JsonNode> expected = flatten(decoded.path("message")).toList();
    assertThat(messages).hasSameSizeAs(expected);
    for (int i = 0; i < messages.size(); i++) {
      compare(messages.get(i), expected.get(i));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void theLayersOfACapturedDatagramAreSealedIntoTheSameDatagram(JsonNode vector, JsonNode keys) {
    byte[] datagram = hex(vector.path("hex"));
    JsonNode decoded = vector.path("decoded");

    var layers = PacketLayers.open(datagram, "", ring(decoded.path("encryption"), keys));

    assertThat(layers.label()).isEqualTo(decoded.path("label").asText(""));
    assertThat(layers.content().type()).isEqualTo(decoded.path("message").path("type").intValue());
    assertThat(layers.seal(UnaryOperator.identity())).asHexString().isEqualTo(text(datagram));
  }

  /** Those that Serf may send: its encryption is always of version 1. */
  static Stream<Arguments> sealable() {
    return Golden.UDP_FILES.stream()
        .flatMap(file -> vectorsOf(file, Golden.file(file)))
        .filter(arguments -> versionOf(arguments) == 1);
  }

  private static int versionOf(Arguments arguments) {
    var vector = (JsonNode) ((Named<?>) arguments.get()[0]).getPayload();
    return vector.path("decoded").path("encryption").path("version").asInt(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sealable")
  void theSameMessagesAreSealedIntoTheSameDatagram(JsonNode vector, JsonNode keys) {
    JsonNode decoded = vector.path("decoded");
    JsonNode outer = decoded.path("message");
    boolean crc = outer.path("type").intValue() == MessageType.HAS_CRC;
    JsonNode inner = crc ? outer.path("inner") : outer;
    boolean compressed = inner.path("type").intValue() == MessageType.COMPRESS;

    var messages = new ArrayList<Message>();
    var codec = codec(decoded, keys, compressed);
    codec.open(hex(vector.path("hex")), PacketCodecTest.collecting(messages));
    JsonNode core = compressed ? inner.path("inner") : inner;
    List<byte[]> encoded = messages.stream().map(MessageCodec::encode).toList();
    boolean compound = core.path("type").intValue() == MessageType.COMPOUND;
    byte[] message = compound ? Compound.of(encoded) : encoded.getFirst();

    assertThat(codec.seal(message, crc)).asHexString().isEqualTo(text(hex(vector.path("hex"))));
  }

  private static PacketCodec codec(JsonNode decoded, JsonNode keys, boolean compression) {
    JsonNode layer = decoded.path("encryption");
    return new PacketCodec(
        decoded.path("label").asText(""),
        compression,
        ring(layer, keys),
        Golden.recordedNonce(layer));
  }

  private static Keyring ring(JsonNode layer, JsonNode keys) {
    return Golden.keyring(layer, Golden.stream(keys).map(Golden::key));
  }

  /** The messages within a message: its parts, or itself. */
  private static Stream<JsonNode> flatten(JsonNode message) {
    return switch (message.path("type").intValue()) {
      case MessageType.HAS_CRC, MessageType.COMPRESS -> flatten(message.path("inner"));
      case MessageType.COMPOUND ->
          Golden.stream(message.path("parts")).flatMap(GoldenDatagramTest::flatten);
      default -> Stream.of(message);
    };
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static String text(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
