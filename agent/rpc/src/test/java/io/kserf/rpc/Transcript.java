package io.kserf.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One recorded connection to a real agent, each direction as the bytes that ran over it.
 *
 * @param file which HashiCorp build was recorded
 */
record Transcript(String file, String name, byte[] toServer, byte[] toClient) {
  /** The recorded monitor was cut after a record's header: that header goes, too. */
  private static final String CUT = header(3) + header(4);

  static List<Transcript> all() {
    List<Transcript> all = new ArrayList<>();
    for (String file : List.of("rpc.json", "rpc-v2.json")) {
      try (var in = Transcript.class.getResourceAsStream("/vectors/" + file)) {
        for (JsonNode vector : new ObjectMapper().readTree(in).get("vectors")) {
          vector
              .get("sessions")
              .forEach(
                  session ->
                      all.add(
                          new Transcript(
                              file,
                              vector.get("name").asText(),
                              bytes(session, "c2s", ""),
                              bytes(
                                  session,
                                  "s2c",
                                  vector.get("name").asText().equals("monitor") ? CUT : ""))));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  private static byte[] bytes(JsonNode session, String direction, String cut) {
    var hex = new StringBuilder();
    for (JsonNode step : session) {
      if (step.get("dir").asText().equals(direction)) {
        hex.append(step.get("hex").asText());
      }
    }
    return HexFormat.of()
        .parseHex(cut.isEmpty() ? hex.toString() : hex.toString().replace(cut, header(4)));
  }

  private static String header(int seq) {
    return "82a54572726f72a0a3536571%02x".formatted(seq);
  }

  @Override
  public String toString() {
    return file + " " + name;
  }
}
