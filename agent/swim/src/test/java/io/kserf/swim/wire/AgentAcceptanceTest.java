package io.kserf.swim.wire;

import static io.kserf.swim.wire.Golden.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import com.fasterxml.jackson.databind.JsonNode;
import io.kserf.swim.Keyring;
import io.kserf.swim.wire.Message.Ping;
import io.kserf.swim.wire.Message.PushPull;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hand-built requests to real agents: what either of the two read, we read as well; what both
 * dropped, we drop; and we read their replies.
 */
class AgentAcceptanceTest {
  private static final JsonNode FILE = Golden.file("agent-acceptance");

  /** Legible, but for somebody else: a matter of membership, not of the wire. */
  private static final Set<String> READ_BUT_NOT_ANSWERED =
      Set.of("ping-wrong-node", "tcp-ping-wrong-node");

  static Stream<Arguments> datagrams() {
    return vectors("udp");
  }

  static Stream<Arguments> streams() {
    return vectors("tcp");
  }

  private static Stream<Arguments> vectors(String transport) {
    return Golden.stream(FILE.path("vectors"))
        .filter(vector -> vector.path("transport").asText().equals(transport))
        .map(vector -> Arguments.of(named(vector.path("name").asText(), vector)));
  }

  private static Keyring keyring(JsonNode vector) {
    return vector.path("encrypted_agent").booleanValue()
        ? new Keyring(List.of(Golden.key(FILE.path("key_b64"))))
        : Keyring.disabled();
  }

  private static List<JsonNode> replies(JsonNode vector) {
    return Golden.stream(vector.path("result"))
        .filter(result -> result.path("reply_hex").isTextual())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("datagrams")
  void aDatagramIsReadIfAnAgentReadIt(JsonNode vector) {
    var codec = new PacketCodec("", false, keyring(vector), new Random(1));
    var messages = new ArrayList<Message>();
    codec.open(hex(vector.path("request_hex")), tolerant(messages));

    boolean read =
        !replies(vector).isEmpty() || READ_BUT_NOT_ANSWERED.contains(vector.path("name").asText());
    assertThat(messages).hasSize(read ? 1 : 0).allMatch(Ping.class::isInstance);
    for (JsonNode reply : replies(vector)) {
      assertReplyIsRead(codec, reply);
    }
  }

  private static void assertReplyIsRead(PacketCodec codec, JsonNode reply) {
    var messages = new ArrayList<Message>();
    codec.open(hex(reply.path("reply_hex")), PacketCodecTest.collecting(messages));
    JsonNode expected = reply.path("reply").path("message");
    assertThat(messages)
        .singleElement()
        .usingRecursiveComparison()
        .isEqualTo(Golden.expected(expected.path("type").intValue(), expected.path("fields")));
  }

  private static PacketCodec.Sink tolerant(List<Message> messages) {
    return new PacketCodec.Sink() {
      @Override
      public void onMessage(Message message) {
        messages.add(message);
      }

      @Override
      public void onMalformed(MalformedMessage cause) {
        assertThat(cause).hasMessageMatching("\\S.*");
      }
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void aStreamIsReadOrRefusedInTheWordsOfAnAgent(JsonNode vector) {
    var codec = new StreamCodec("", false, keyring(vector), new Random(1));
    byte[] request = hex(vector.path("request_hex"));
    List<Message> replies =
        replies(vector).stream()
            .map(reply -> codec.open(hex(reply.path("reply_hex")), StreamSide.LISTENER))
            .toList();

    if (replies.stream().anyMatch(Message.Error.class::isInstance)) {
      String text = ((Message.Error) replies.getFirst()).error();
      assertThatThrownBy(() -> codec.open(request, StreamSide.DIALLER))
          .isInstanceOfSatisfying(MalformedMessage.class, e -> assertThat(e.isAnswered()).isTrue())
          .hasMessage(text);
    } else if (replies.isEmpty() && !READ_BUT_NOT_ANSWERED.contains(vector.path("name").asText())) {
      assertThatThrownBy(() -> codec.open(request, StreamSide.DIALLER))
          .isInstanceOfSatisfying(
              MalformedMessage.class, e -> assertThat(e.isAnswered()).isFalse());
    } else {
      assertThat(codec.open(request, StreamSide.DIALLER))
          .isInstanceOfAny(Ping.class, PushPull.class);
    }
  }
}
