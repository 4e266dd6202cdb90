package io.kserf.serf.wire;

import java.util.List;
import java.util.Map;

/** A good message of each type, in the order of the types. */
public final class SerfMessages {
  private SerfMessages() {}

  public static List<byte[]> ofEveryType() {
    byte[] ip = {10, 0, 0, 99};
    byte[] payload = {1, 2, 3};
    var response = new QueryResponse(3, 7, "stranger", QueryResponse.ACK, payload);
    List<SerfMessage> messages =
        List.of(
            new LeaveIntent(3, "stranger", true),
            new JoinIntent(3, "stranger"),
            new PushPullState(
                3,
                4,
                5,
                Map.of("node", 2L, "stranger", 1L),
                List.of("stranger"),
                512,
                List.of(new PastEvents(3, List.of(new PastEvents.PastEvent("deploy", payload))))),
            new UserEventMessage(3, "deploy", payload, true),
            new QueryMessage(
                3,
                7,
                ip,
                7946,
                "stranger",
                List.of(
                    new QueryFilter.Nodes(List.of("node")).encode(),
                    new QueryFilter.Tag("role", "").encode()),
                QueryMessage.ACK,
                2,
                1_000_000_000,
                "_serf_list-keys",
                payload),
            response,
            new ConflictResponse(
                new ConflictResponse.Known(
                    "stranger", ip, 7946, Map.of("role", "web"), 1, new byte[6])),
            new KeyRequest(new byte[16]),
            new KeyResponse(true, "fine", List.of("AAAA"), "AAAA"),
            new RelayMessage(ip, 7946, "", "stranger", response.encode()));
    return messages.stream().map(SerfMessage::encode).toList();
  }
}
