package io.kserf.playground;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param kubeconfig how to reach the API server
 * @param state where pods get their files, logs and pid files
 * @param nodes the nodes to stand in for
 * @param paths folders of the image and where they are on this machine
 * @param restartDelay how long an exited container stays down before it is started again
 */
record StandInOptions(
    Path kubeconfig, Path state, List<StandInNode> nodes, PathMap paths, Duration restartDelay) {

  static final String USAGE =
      """
      usage: kubelet-standin --kubeconfig FILE --state DIR --node NAME=IP [--node NAME=IP ...]
                             [--map IMAGE_FOLDER=LOCAL_FOLDER ...] [--restart-delay SECONDS]
      """;

  /**
   * A node to stand in for.
   *
   * @param hostIp a loopback address; processes of the node's pods are told to bind it
   * @param podIp reported as the pods' address. The API server refuses loopback addresses in
   *     EndpointSlices, so this is one of the addresses reserved for documentation (RFC 5737).
   */
  record StandInNode(String name, String hostIp, String podIp) {}

  /**
   * @throws IllegalArgumentException with a message for the user
   */
  static StandInOptions parse(List<String> args) {
    Path kubeconfig = null;
    Path state = null;
    var nodes = new ArrayList<StandInNode>();
    var paths = PathMap.EMPTY;
    var restartDelay = Duration.ofSeconds(20);
    for (int i = 0; i < args.size(); i += 2) {
      String flag = args.get(i);
      if (i + 1 == args.size()) {
        throw new IllegalArgumentException("'" + flag + "' needs a value");
      }
      String value = args.get(i + 1);
      switch (flag) {
        case "--kubeconfig" -> kubeconfig = Path.of(value);
        case "--state" -> state = Path.of(value).toAbsolutePath();
        case "--node" -> nodes.add(node(value, nodes.size() + 1));
        case "--map" -> {
          String[] map = pair(flag, value);
          paths = paths.with(map[0], Path.of(map[1]).toAbsolutePath().toString());
        }
        case "--restart-delay" -> restartDelay = Duration.ofSeconds(Long.parseLong(value));
        default -> throw new IllegalArgumentException("unknown flag '" + flag + "'");
      }
    }
    if (kubeconfig == null || state == null || nodes.isEmpty()) {
      throw new IllegalArgumentException(
          "--kubeconfig, --state and at least one --node are needed");
    }
    return new StandInOptions(kubeconfig, state, List.copyOf(nodes), paths, restartDelay);
  }

  private static StandInNode node(String value, int number) {
    String[] pair = pair("--node", value);
    return new StandInNode(pair[0], pair[1], "192.0.2." + number);
  }

  private static String[] pair(String flag, String value) {
    String[] pair = value.split("=", 2);
    if (pair.length != 2 || pair[0].isEmpty() || pair[1].isEmpty()) {
      throw new IllegalArgumentException(flag + " takes NAME=VALUE, not '" + value + "'");
    }
    return pair;
  }
}
