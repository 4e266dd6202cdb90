package io.kserf.operator;

/** Addresses as Serf writes them. */
final class Endpoint {
  private Endpoint() {}

  /** {@code IP:PORT}, IPv6 in brackets. */
  static String of(String ip, int port) {
    return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port;
  }
}
