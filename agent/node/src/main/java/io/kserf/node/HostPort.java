package io.kserf.node;

import io.kserf.serf.SerfException;

/**
 * {@code host[:port]} as users write it, taken apart and not yet resolved. IPv6 needs brackets when
 * a port follows, and takes them without one as well.
 *
 * @param host a name or an IP literal without brackets
 * @param port 0 to 65535
 */
record HostPort(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /**
   * @param key what the text was given for; the error begins with it
   */
  static HostPort parse(String key, String text, int defaultPort) {
    int bracket = text.indexOf(']');
    if (text.startsWith("[") && bracket > 1) {
      String rest = text.substring(bracket + 1);
      return of(key, text, text.substring(1, bracket), rest, defaultPort);
    }
    int colon = text.indexOf(':');
    if (colon < 0 || colon != text.lastIndexOf(':')) {
      return of(key, text, text, "", defaultPort);
    }
    return of(key, text, text.substring(0, colon), text.substring(colon), defaultPort);
  }

  private static HostPort of(String key, String text, String host, String rest, int defaultPort) {
    if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '[' || c == ']')) {
      throw malformed(key, text, "the host is missing or no host");
    }
    if (rest.isEmpty()) {
      return new HostPort(host, defaultPort);
    }
    try {
      int port = rest.startsWith(":") ? Integer.parseInt(rest.substring(1)) : -1;
      if (port >= 0 && port <= MAX_PORT) {
        return new HostPort(host, port);
      }
    } catch (NumberFormatException e) {
      // Said below, with the text that the user gave.
    }
    throw malformed(key, text, "the port is a number from 0 to " + MAX_PORT);
  }

  private static SerfException malformed(String key, String text, String why) {
    return new SerfException(
        "%s '%s' is not host:port (%s; IPv6 as [fd00::1]:7946)".formatted(key, text, why));
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
