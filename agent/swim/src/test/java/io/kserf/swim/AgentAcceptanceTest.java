package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import com.fasterxml.jackson.databind.JsonNode;
import io.kserf.swim.wire.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An instance in the place of the two real agents that were asked all sorts of things: it answers
 * what one of them answered, to the byte where nothing is encrypted, and is silent where one was.
 */
class AgentAcceptanceTest {
  private static final JsonNode FILE = Vectors.file("agent-acceptance");
  private static final Address AGENT = Address.ipv4(127, 0, 81, 1, 7946);
  private static final Address ASKER = Address.ipv4(127, 0, 0, 1, 40_000);

  static Stream<Arguments> vectors() {
    return Vectors.list("agent-acceptance", "vectors").stream()
        .map(vector -> Arguments.of(named(vector.path("name").asText(), vector)));
  }

  @Test
  void noCaseIsMissing() {
    assertThat(vectors()).hasSize(39);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void anInstanceReactsAsARealAgent(JsonNode vector) {
    Instance agent = agent(keyring(vector));
    byte[] request = hex(vector.path("request_hex"));
    byte[] reply =
        vector.path("transport").asText().equals("udp")
            ? byDatagram(agent, request)
            : agent.swim.onStream(ASKER, request);

    var accepted = new ArrayList<String>();
    for (JsonNode result : vector.path("result")) {
      accepted.add(readable(agent, vector, hexOrNull(result.path("reply_hex"))));
    }
    assertThat(readable(agent, vector, reply)).isIn(accepted);
    assertThat(agent.swim.members()).as("nobody was met").hasSize(1);
    assertThat(agent.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  /** As the agents were when they were asked: alone, with nothing left to broadcast. */
  private static Instance agent(Keyring keyring) {
    var agent =
        new Instance(
            settings -> {
              settings.name = FILE.path("node").asText();
              settings.address = AGENT;
            },
            keyring);
    agent.delegate.ackPayload = initialCoordinate();
    agent.delegate.localState = userStateOfAFreshAgent();
    agent.swim.start();
    while (!agent.gossiped().isEmpty()) {
      // Each reply takes the announcement of the start along, so many times.
    }
    agent.sent.clear();
    return agent;
  }

  private static byte[] byDatagram(Instance agent, byte[] request) {
    agent.swim.onDatagram(ASKER, request);
    if (agent.sent.isEmpty()) {
      return null;
    }
    assertThat(agent.sent).hasSize(1);
    assertThat(agent.sent.getFirst().to()).isEqualTo(ASKER);
    return agent.sent.getFirst().datagram();
  }

  /** Bytes where they can be compared; below encryption, whose nonces differ, what they say. */
  private static String readable(Instance agent, JsonNode vector, byte[] reply) {
    if (reply == null) {
      return "no reply";
    }
    if (vector.path("encrypted_agent").booleanValue()) {
      return vector.path("transport").asText().equals("udp")
          ? agent.open(reply).stream().map(AgentAcceptanceTest::text).toList().toString()
          : text(agent.openAnswer(reply));
    }
    return HexFormat.of().formatHex(reply);
  }

  private static String text(Message message) {
    return message instanceof Message.Ack ack && ack.payload() != null
        ? "ack " + ack.seqNo() + " " + HexFormat.of().formatHex(ack.payload())
        : message.toString();
  }

  private static Keyring keyring(JsonNode vector) {
    return vector.path("encrypted_agent").booleanValue()
        ? new Keyring(List.of(Base64.getDecoder().decode(FILE.path("key_b64").asText())))
        : Keyring.disabled();
  }

  private static byte[] initialCoordinate() {
    return hex(
        result("ping").path("reply").path("message").path("fields").path("Payload").path("hex"));
  }

  /** The end of the one push/pull that was recorded. */
  private static byte[] userStateOfAFreshAgent() {
    JsonNode result = result("tcp-pushpull-bad-delegate-version");
    byte[] stream = hex(result.path("reply_hex"));
    int length = result.path("reply").path("header").path("UserStateLen").intValue();
    return Arrays.copyOfRange(stream, stream.length - length, stream.length);
  }

  private static JsonNode result(String name) {
    return Vectors.list("agent-acceptance", "vectors").stream()
        .filter(vector -> vector.path("name").asText().equals(name))
        .findAny()
        .orElseThrow()
        .path("result")
        .path("0.9.4");
  }

  private static byte[] hex(JsonNode text) {
    return HexFormat.of().parseHex(text.textValue());
  }

  private static byte[] hexOrNull(JsonNode text) {
    return text.isTextual() ? hex(text) : null;
  }
}
