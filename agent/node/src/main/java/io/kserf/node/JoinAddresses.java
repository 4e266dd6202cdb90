package io.kserf.node;

import io.kserf.serf.SerfException;
import io.kserf.swim.JoinTarget;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The addresses of a join, resolved as far as they could be.
 *
 * @param targets every address of every host, in the order given
 * @param failures why the others could not be resolved, in Serf's words
 */
record JoinAddresses(List<JoinTarget> targets, List<String> failures) {

  /**
   * Reads {@code [name/]host[:port]} texts and asks the system's resolver. May block for as long as
   * that does.
   */
  static JoinAddresses resolve(Collection<String> texts, int defaultPort) {
    var targets = new ArrayList<JoinTarget>();
    var failures = new ArrayList<String>();
    for (String text : texts) {
      try {
        targets.addAll(resolve(text, defaultPort));
      } catch (SerfException e) {
        failures.add("Failed to resolve %s: %s".formatted(text, e.getMessage()));
      }
    }
    return new JoinAddresses(targets, failures);
  }

  /**
   * Refuses a text that no answer of a resolver could make an address of.
   *
   * @throws SerfException with the text and what is wrong with it
   */
  static void requireReadable(String text) {
    hostPort(text, SerfConfig.DEFAULT_PORT);
  }

  private static List<JoinTarget> resolve(String text, int defaultPort) {
    var hostPort = hostPort(text, defaultPort);
    String name = text.substring(0, Math.max(0, text.indexOf('/')));
    return lookUp(hostPort.host()).stream()
        .map(ip -> new JoinTarget(name, SocketAddresses.toAddress(ip, hostPort.port())))
        .toList();
  }

  private static HostPort hostPort(String text, int defaultPort) {
    int slash = text.indexOf('/');
    if (slash == 0) {
      throw new SerfException("empty node name provided");
    }
    return HostPort.parse("join address", text.substring(slash + 1), defaultPort);
  }

  private static List<InetAddress> lookUp(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      throw new SerfException(
          "lookup %s: no such host (is the name right, and does DNS work here?)".formatted(host),
          e);
    }
  }
}
