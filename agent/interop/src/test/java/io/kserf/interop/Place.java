package io.kserf.interop;

import java.util.List;

/**
 * Where a member runs.
 *
 * @param bind where it gossips, as {@code -bind} takes it
 * @param address where the others find it, {@code IP:PORT}
 * @param rpcAddress where it takes commands
 * @param entrance the words before a command that is to run there; none where the tests run
 */
record Place(String bind, String address, String rpcAddress, List<String> entrance) {
  /** A loopback address. */
  static Place at(String ip) {
    String address = ip + ":7946";
    return new Place(address, address, ip + ":7373", List.of());
  }
}
