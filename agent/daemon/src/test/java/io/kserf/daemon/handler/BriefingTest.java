package io.kserf.daemon.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kserf.serf.MemberStatus;
import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfMember;
import io.kserf.swim.Address;
import io.kserf.swim.wire.GoString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What HashiCorp's agent was recorded to tell its scripts. */
class BriefingTest {
  private static final SerfMember SELF =
      member("ev-a", 1, Map.of("role", "web", "my-tag.x", "v 1", "9num", "n"));
  private static final SerfMember GAMMA = member("ev-c", 3, Map.of());

  private static SerfMember member(String name, int last, Map<String, String> tags) {
    return new SerfMember(
        name,
        Address.ipv4(127, 0, 41, last, 7946),
        tags,
        MemberStatus.ALIVE,
        new SerfMember.Versions(1, 5, 2, 2, 5, 5));
  }

  private static SerfMember beta(String role) {
    return member("ev-b", 2, Map.of("role", role, "note", "tab\there"));
  }

  static Stream<JsonNode> vectors() throws IOException {
    try (var in = BriefingTest.class.getResourceAsStream("/vectors/event-handlers.json")) {
      JsonNode vectors = new ObjectMapper().readTree(in).get("vectors");
      return StreamSupport.stream(vectors.spliterator(), false);
    }
  }

  private static SerfEvent eventOf(JsonNode vector) {
    JsonNode environment = vector.get("env");
    String event = environment.get("SERF_EVENT").asText();
    byte[] stdin = HexFormat.of().parseHex(vector.get("stdin_hex").asText());
    return switch (event) {
      case "user" ->
          new SerfEvent.User(
              environment.get("SERF_USER_LTIME").asLong(),
              environment.get("SERF_USER_EVENT").asText(),
              stdin,
              true);
      case "query" ->
          new SerfEvent.Query(
              environment.get("SERF_QUERY_LTIME").asLong(),
              environment.get("SERF_QUERY_NAME").asText(),
              withoutNewline(stdin),
              0,
              payload -> {});
      default -> membersOf(event, new String(stdin, StandardCharsets.UTF_8));
    };
  }

  /** Payloads were recorded with the newline that the agent adds. */
  private static byte[] withoutNewline(byte[] stdin) {
    return stdin.length == 0 ? stdin : Arrays.copyOf(stdin, stdin.length - 1);
  }

  private static SerfEvent membersOf(String event, String stdin) {
    var kind =
        Arrays.stream(SerfEvent.Members.Kind.values())
            .filter(candidate -> candidate.text().equals(event))
            .findFirst()
            .orElseThrow();
    List<SerfMember> members =
        stdin.lines().map(line -> line.split("\t", -1)).map(BriefingTest::memberOf).toList();
    return new SerfEvent.Members(kind, members);
  }

  private static SerfMember memberOf(String[] columns) {
    return switch (columns[0]) {
      case "ev-a" -> SELF;
      case "ev-b" -> beta(columns[2]);
      default -> GAMMA;
    };
  }

  /** Lines as columns, the tags in any order. */
  private static List<List<Object>> table(String stdin) {
    return stdin
        .lines()
        .map(line -> line.split("\t", -1))
        .map(c -> List.<Object>of(c[0], c[1], c[2], Set.of(c[3].split(","))))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void aScriptIsToldWhatSerfTellsIt(JsonNode vector) {
    Map<String, String> environment = new HashMap<>();
    vector
        .get("env")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    SerfEvent event = eventOf(vector);
    Briefing briefing = Briefing.of(event, SELF);
    assertThat(briefing.environment()).isEqualTo(environment);
    String input = new String(briefing.input(), StandardCharsets.UTF_8);
    String recorded = vector.get("stdin").asText();
    if (event instanceof SerfEvent.Members) {
      assertThat(input).endsWith("\n");
      assertThat(table(input)).isEqualTo(table(recorded));
    } else {
      assertThat(input).isEqualTo(recorded);
    }
  }

  @Test
  void aNameThatIsNoTextKeepsItsBytes() {
    byte[] name = {'x', (byte) 0xff, 'y'};
    SerfMember member = member(GoString.decode(name, 0, name.length), 4, Map.of());
    var event = new SerfEvent.Members(SerfEvent.Members.Kind.JOIN, List.of(member));

    assertThat(Briefing.of(event, SELF).input()).startsWith(name);
  }
}
