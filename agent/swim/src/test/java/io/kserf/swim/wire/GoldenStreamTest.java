package io.kserf.swim.wire;

import static io.kserf.swim.wire.Golden.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import com.fasterxml.jackson.databind.JsonNode;
import io.kserf.swim.Keyring;
import io.kserf.swim.wire.Message.PushPull;
import io.kserf.swim.wire.Message.User;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both directions of streams between real agents, as whole as they were recorded. */
class GoldenStreamTest {
  private static final JsonNode KEYS = Golden.file("tcp-gossip").path("keys_b64");

  /** One direction of a recorded stream, and the label of the connection. */
  private record Direction(
      String name, StreamSide writer, String label, byte[] bytes, JsonNode decoded) {

    Keyring keyring() {
      Stream<byte[]> others =
          Stream.concat(Golden.stream(KEYS.path("aes128")), Golden.stream(KEYS.path("aes256")))
              .map(Golden::key);
      return Golden.keyring(decoded.path("encryption"), others);
    }

    IntegerDialect dialect() {
      // Builds from 0.10.2 on, and the memberlist library of the labelled and version 0 captures.
      boolean newer = List.of("v2", "label", "v0").stream().anyMatch(name::startsWith);
      return newer ? IntegerDialect.SIGNED : IntegerDialect.UNSIGNED;
    }

    StreamCodec codec() {
      return new StreamCodec(
          label,
          !decoded.path("compression").isMissingNode(),
          keyring(),
          Golden.recordedNonce(decoded.path("encryption")),
          dialect());
    }
  }

  static Stream<Arguments> directions() {
    return Golden.vectors("tcp-gossip")
        .flatMap(
            vector ->
                Stream.of(
                    direction(vector, StreamSide.DIALLER, "client_to_server"),
                    direction(vector, StreamSide.LISTENER, "server_to_client")))
        .filter(direction -> direction.bytes.length > 0)
        .map(direction -> Arguments.of(named(direction.name, direction)));
  }

  private static Direction direction(JsonNode vector, StreamSide writer, String side) {
    JsonNode recorded = vector.path(side);
    return new Direction(
        vector.path("name").asText() + " " + side,
        writer,
        vector.path("client_to_server").path("decoded").path("label").asText(""),
        recorded.path("hex").isTextual() ? hex(recorded.path("hex")) : new byte[0],
        recorded.path("decoded"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("directions")
  void aCapturedStreamGivesItsMessage(Direction direction) {
    Message message = direction.codec().open(direction.bytes, direction.writer);

    JsonNode decoded = direction.decoded;
    switch (message) {
      case PushPull pushPull -> compare(pushPull, decoded);
      case User user -> {
        assertThat(user.payload()).hasSize(decoded.path("header").path("UserMsgLen").intValue());
        assertThat(new String(user.payload(), UTF_8))
            .isEqualTo(decoded.path("user").path("text").textValue());
      }
      default ->
          assertThat(message)
              .usingRecursiveComparison()
              .isEqualTo(Golden.expected(decoded.path("type").intValue(), decoded.path("fields")));
    }
  }

  private static void compare(PushPull message, JsonNode decoded) {
    assertThat(message.join()).isEqualTo(decoded.path("header").path("Join").booleanValue());
    assertThat(message.userState()).hasSize(decoded.path("header").path("UserStateLen").intValue());
    assertThat(message.nodes())
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(Golden.stream(decoded.path("nodes")).map(Golden::expectedNode).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("directions")
  void theMessageIsSealedIntoTheSameBytes(Direction direction) {
    StreamCodec codec = direction.codec();
    Message message = codec.open(direction.bytes, direction.writer);

    assertThat(seal(codec, message, direction))
        .asHexString()
        .isEqualTo(HexFormat.of().withUpperCase().formatHex(direction.bytes));
  }

  private static byte[] seal(StreamCodec codec, Message message, Direction direction) {
    int version = direction.decoded.path("encryption").path("version").asInt(1);
    return version == 1
        ? codec.seal(message, direction.writer)
        : codec.encrypt(version, new byte[0], codec.encode(message));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("directions")
  void theLayersOfTheStreamAreSealedIntoTheSameBytes(Direction direction) {
    var layers = StreamLayers.open(direction.bytes, direction.label, direction.keyring());

    assertThat(layers.trailingBytes()).isZero();
    assertThat(layers.type()).isEqualTo(direction.decoded.path("type").intValue());
    assertThat(layers.seal(layers.message(), direction.dialect()))
        .asHexString()
        .isEqualTo(HexFormat.of().withUpperCase().formatHex(direction.bytes));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("directions")
  void aFrameIsCompleteAtTheLastByteAndNotBefore(Direction direction) {
    var frame = new StreamFrame(direction.writer);
    for (int i = 0; i < direction.bytes.length; i++) {
      assertThat(frame.isComplete()).isFalse();
      assertThat(frame.offer(new byte[] {direction.bytes[i]})).isEqualTo(frame.isComplete());
    }
    assertThat(frame.isComplete()).isTrue();
    assertThat(frame.bytes()).isEqualTo(direction.bytes);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("directions")
  void aFrameDropsWhatComesAfterTheMessage(Direction direction) {
    var frame = new StreamFrame(direction.writer);
    byte[] longer = Arrays.copyOf(direction.bytes, direction.bytes.length + 100);

    assertThat(frame.offer(longer)).isTrue();
    assertThat(frame.offer(longer)).isTrue();
    assertThat(frame.bytes()).isEqualTo(direction.bytes);
  }
}
