package io.kserf.rpc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Opens the connection to an agent; failures have the texts that {@code serf} users know. */
final class Dial {
  private static final int MAX_PORT = 65_535;

  private Dial() {}

  /**
   * @param address {@code host:port}; without a host it is this machine, IPv6 stands in brackets
   */
  static Socket tcp(String address, Duration timeout) {
    int colon = address.lastIndexOf(':');
    if (colon < 0 || address.endsWith("]")) {
      throw malformed("address %s: missing port in address".formatted(address));
    }
    int port = port(address.substring(colon + 1));
    String host = address.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw malformed("address %s: too many colons in address".formatted(address));
    }
    InetAddress[] candidates;
    try {
      candidates = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw RpcException.connection(
          "dial tcp: lookup %s: no such host".formatted(host), "is the name right?", e);
    }
    return connect(candidates, port, timeout);
  }

  /** Tries each address of a name; the first failure is the one to report. */
  private static Socket connect(InetAddress[] candidates, int port, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    RpcException failure = null;
    for (InetAddress candidate : candidates) {
      long millis = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
      var socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(candidate, port), (int) millis);
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException e) {
        closeQuietly(socket);
        failure = failure == null ? failed(candidate, port, e) : failure;
      }
    }
    throw failure == null ? malformed("no address") : failure;
  }

  private static RpcException failed(InetAddress ip, int port, IOException e) {
    String target = text(ip, port);
    if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("reset")) {
      // It was accepted, and closed before the JDK had noticed that.
      return RpcConnection.closed(e);
    }
    String cause =
        e instanceof SocketTimeoutException
            ? "i/o timeout"
            : "connect: " + String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    // "connection refused", and not the JDK's "(connection refused)" or "no route to host (host
    // …)".
    cause = cause.replaceFirst(" \\(.*\\)$", "");
    return RpcException.connection(
        "dial tcp %s: %s".formatted(target, cause),
        "is an agent running with -rpc-addr=%s, and may this host reach it?".formatted(target),
        e);
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw malformed("address %s: invalid port".formatted(text));
  }

  private static RpcException malformed(String why) {
    return RpcException.connection(
        "dial tcp: " + why, "an RPC address is host:port, such as 127.0.0.1:7373", null);
  }

  private static String text(InetAddress ip, int port) {
    String host = ip.getHostAddress();
    return host.indexOf(':') >= 0
        ? "[%s]:%d".formatted(compressed(host), port)
        : "%s:%d".formatted(host, port);
  }

  /** The JDK writes {@code 0:0:0:0:0:0:0:1}. */
  private static String compressed(String ipv6) {
    return ipv6.replaceFirst("(^|:)(0(:|$)){2,}", "::");
  }

  static void closeQuietly(@Nullable AutoCloseable resource) {
    try {
      if (resource != null) {
        resource.close();
      }
    } catch (Exception e) {
      // Nothing to be done about a socket that does not even close.
    }
  }
}
