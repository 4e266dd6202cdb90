package io.kserf.daemon.rpc;

import java.time.Duration;

/**
 * How long a client may do nothing.
 *
 * @param toEnter from the connection until it has shaken hands and shown its token
 * @param toRead until it takes a message that waits for it
 * @param round how often that is looked at
 */
record RpcPatience(Duration toEnter, Duration toRead, Duration round) {
  static final RpcPatience DEFAULT =
      new RpcPatience(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(5));
}
