package io.kserf.daemon.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where to listen, as users write it: {@code host:port}, IPv6 in brackets, no host for all
 * addresses.
 *
 * @param host without brackets; empty for all addresses
 */
public record Endpoint(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /**
   * @throws ConfigException that names the setting
   */
  static Endpoint parse(Setting<String> setting, String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (colon >= 0 && (bracketed || host.indexOf(':') < 0)) {
      try {
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port >= 0 && port <= MAX_PORT) {
          return new Endpoint(bracketed ? host.substring(1, host.length() - 1) : host, port);
        }
      } catch (NumberFormatException e) {
        // Said below, with the text that the user gave.
      }
    }
    throw new ConfigException(
        "%s '%s' is not host:port (IPv6 as [fd00::1]:7373, the port a number from 0 to %d)"
            .formatted(setting, text, MAX_PORT));
  }

  /** The address to bind; resolves a host name. */
  public InetSocketAddress resolve() throws UnknownHostException {
    return host.isEmpty()
        ? new InetSocketAddress(port)
        : new InetSocketAddress(InetAddress.getByName(host), port);
  }

  /** Whether only this machine can reach it. */
  boolean isLoopback() {
    try {
      return resolve().getAddress().isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
