package io.kserf.daemon.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One connection to HashiCorp's agent, as it was recorded.
 *
 * @param closed whether the agent ended the connection
 */
record RecordedSession(String name, List<Step> steps, boolean closed) {

  /** Bytes of one direction. */
  record Step(boolean fromClient, byte[] bytes) {}

  static RecordedSession named(String name) throws IOException {
    try (var in = RecordedSession.class.getResourceAsStream("/vectors/rpc.json")) {
      for (JsonNode vector : new ObjectMapper().readTree(in).get("vectors")) {
        if (vector.get("name").asText().equals(name)) {
          return new RecordedSession(
              name,
              stepsOf(vector.get("sessions").get(0)),
              vector.path("server_closed_connection").asBoolean());
        }
      }
    }
    throw new IllegalArgumentException("no vector is named " + name);
  }

  private static List<Step> stepsOf(JsonNode session) {
    var steps = new ArrayList<Step>();
    for (JsonNode step : session) {
      byte[] bytes = HexFormat.of().parseHex(step.get("hex").asText());
      steps.add(new Step(step.get("dir").asText().equals("c2s"), bytes));
    }
    return steps;
  }
}
