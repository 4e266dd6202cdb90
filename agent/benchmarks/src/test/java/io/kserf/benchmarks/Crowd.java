package io.kserf.benchmarks;

import io.kserf.serf.wire.PushPullState;
import io.kserf.serf.wire.Tags;
import io.kserf.swim.Address;
import io.kserf.swim.Keyring;
import io.kserf.swim.MemberState;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.StreamCodec;
import io.kserf.swim.wire.StreamSide;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The nodes of a large cluster, as a peer that knows them all tells of them: names as a cloud gives
 * them, five tags each.
 */
final class Crowd {
  private static final int EVENT_SLOTS = 512;
  private static final byte[] VERSIONS = {1, 5, 2, 2, 5, 5};

  private final StreamCodec codec =
      new StreamCodec("", false, Keyring.disabled(), new SplittableRandom(1));

  static String name(int number) {
    return "ip-10-%d-%d-%d.eu-central-1.compute.internal"
        .formatted(number >>> 16, number >>> 8 & 0xff, number & 0xff);
  }

  static Address address(int number) {
    return Address.ipv4(10, number >>> 16, number >>> 8 & 0xff, number & 0xff, 7946);
  }

  private static byte[] meta(int number) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("instance", "i-%016x".formatted(number * 0x9e3779b97f4a7c15L));
    tags.put("role", number % 50 == 0 ? "control-plane" : "worker");
    tags.put("type", List.of("m7i.2xlarge", "c7g.4xlarge", "r7a.xlarge").get(number % 3));
    tags.put("version", "v1.34.2");
    tags.put("zone", "eu-central-1" + (char) ('a' + number % 3));
    return Tags.encode(tags);
  }

  /** The request of a push/pull that tells of the nodes with these numbers. */
  byte[] pushPull(int from, int to) {
    return pushPull(from, to, MemberState.ALIVE);
  }

  /** The same a while later: all of them have left. */
  byte[] farewell(int from, int to) {
    return pushPull(from, to, MemberState.LEFT);
  }

  private byte[] pushPull(int from, int to, MemberState nodesAre) {
    List<Message.NodeState> nodes = new ArrayList<>();
    Map<String, Long> statusTimes = new LinkedHashMap<>();
    for (int number = from; number < to; number++) {
      nodes.add(
          new Message.NodeState(
              name(number),
              address(number).ip(),
              7946,
              meta(number),
              1 + number % 9,
              nodesAre.ordinal(),
              VERSIONS));
      statusTimes.put(name(number), 1L + number);
    }
    List<String> left =
        nodesAre == MemberState.LEFT ? List.copyOf(statusTimes.keySet()) : List.of();
    var state = new PushPullState(to + 1, 1, 1, statusTimes, left, EVENT_SLOTS, List.of());
    return codec.seal(new Message.PushPull(false, nodes, state.encode()), StreamSide.DIALLER);
  }
}
