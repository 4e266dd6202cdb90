package io.kserf.serf.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kserf.serf.notation.SerfNotation;
import io.kserf.serf.wire.GoldenVectors.Capture;
import io.kserf.swim.wire.IntegerDialect;
import io.kserf.swim.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that a HashiCorp Serf was seen to send, read and written again. */
class GoldenVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Capture> captures() {
    return GoldenVectors.all();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void everySerfMessageReadsAsTheCaptureSays(Capture capture) {
    List<JsonNode> described = capture.described("user", "user_state");

    List<byte[]> messages = capture.serfMessages();

    assertThat(messages).hasSameSizeAs(described);
    for (int i = 0; i < messages.size(); i++) {
      SerfMessage decoded = SerfMessage.decode(messages.get(i));
      assertThat(decoded.type()).isEqualTo(described.get(i).get("serf_type").asInt());
      assertSameFields(decoded, described.get(i).get("fields"));
      assertInnerMessage(decoded, described.get(i));
    }
  }

  private static void assertInnerMessage(SerfMessage outer, JsonNode described) {
    if (outer instanceof RelayMessage relay) {
      assertSameFields(SerfMessage.decode(relay.inner()), described.get("relayed").get("fields"));
    }
    JsonNode payload = described.get("payload_decoded");
    byte[] bytes =
        switch (outer) {
          case QueryMessage query -> query.payload();
          case QueryResponse response -> response.payload();
          default -> null;
        };
    if (payload != null && payload.hasNonNull("serf_type") && bytes != null) {
      assertSameFields(SerfMessage.decode(bytes), payload.get("fields"));
    }
    JsonNode filters = described.get("filters_decoded");
    if (filters != null && outer instanceof QueryMessage query) {
      assertThat(query.filters().stream().map(QueryFilter::decode).map(GoldenVectorsTest::json))
          .containsExactlyElementsOf(filters);
    }
  }

  private static JsonNode json(QueryFilter filter) {
    var node = JSON.createObjectNode();
    switch (filter) {
      case QueryFilter.Nodes(var names) -> {
        node.put("filter_type", 0);
        names.forEach(node.putArray("nodes")::add);
      }
      case QueryFilter.Tag(var tag, var expression) ->
          node.put("filter_type", 1).put("Expr", expression).put("Tag", tag);
    }
    return node;
  }

  private static void assertSameFields(SerfMessage decoded, JsonNode fields) {
    assertThat(JSON.valueToTree(SerfNotation.fieldsOf(decoded)).toPrettyString())
        .isEqualTo(fields.toPrettyString());
  }

  @ParameterizedTest
  @MethodSource("captures")
  void everySerfMessageIsWrittenAsTheSameBytes(Capture capture) {
    for (byte[] message : capture.serfMessages()) {
      assertThat(SerfMessage.decode(message).encode(capture.dialect())).isEqualTo(message);
      reencodeInner(SerfMessage.decode(message), capture.dialect());
    }
  }

  private static void reencodeInner(SerfMessage outer, IntegerDialect dialect) {
    switch (outer) {
      case RelayMessage relay ->
          assertThat(SerfMessage.decode(relay.inner()).encode(dialect)).isEqualTo(relay.inner());
      case QueryMessage query when query.filters() != null ->
          query
              .filters()
              .forEach(filter -> assertThat(QueryFilter.decode(filter).encode()).isEqualTo(filter));
      case QueryMessage query when query.name().endsWith("-key") || query.name().endsWith("keys") ->
          assertThat(SerfMessage.decode(query.payload()).encode(dialect))
              .isEqualTo(query.payload());
      default -> {}
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void everyMetaIsASetOfTags(Capture capture) {
    List<JsonNode> described = capture.described("tags", "tags_decoded");
    List<byte[]> metas = new ArrayList<>();
    for (Message message : capture.messages()) {
      switch (message) {
        case Message.Alive alive -> metas.add(alive.meta());
        case Message.PushPull state -> state.nodes().forEach(node -> metas.add(node.meta()));
        default -> {}
      }
    }

    assertThat(metas).hasSameSizeAs(described);
    for (int i = 0; i < metas.size(); i++) {
      var tags = Tags.decode(metas.get(i), UnaryOperator.identity());
      assertThat(JSON.<JsonNode>valueToTree(tags)).isEqualTo(described.get(i));
      assertThat(Tags.encode(tags)).isEqualTo(metas.get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void everyAckWithAPayloadCarriesACoordinate(Capture capture) {
    List<JsonNode> described = capture.described("coordinate");
    List<byte[]> payloads = new ArrayList<>();
    for (Message message : capture.messages()) {
      if (message instanceof Message.Ack ack && ack.payload() != null) {
        payloads.add(ack.payload());
      }
    }

    assertThat(payloads).hasSameSizeAs(described);
    for (int i = 0; i < payloads.size(); i++) {
      RawCoordinate coordinate = RawCoordinate.fromAckPayload(payloads.get(i));
      assertThat(coordinate).isEqualTo(coordinate(described.get(i)));
      assertThat(coordinate.toAckPayload()).isEqualTo(payloads.get(i));
    }
  }

  static RawCoordinate coordinate(JsonNode node) {
    double[] vec = new double[node.get("Vec").size()];
    for (int i = 0; i < vec.length; i++) {
      vec[i] = node.get("Vec").get(i).asDouble();
    }
    return new RawCoordinate(
        vec,
        node.get("Error").asDouble(),
        node.get("Adjustment").asDouble(),
        node.get("Height").asDouble());
  }

  @Test
  void theCapturesHoldEveryTypeThatGossipCarries() {
    Set<Integer> types = new TreeSet<>();
    captures()
        .forEach(
            capture ->
                capture
                    .serfMessages()
                    .forEach(message -> types.add(SerfMessage.decode(message).type())));

    assertThat(types).containsExactly(0, 1, 2, 3, 4, 5, 9);
  }
}
