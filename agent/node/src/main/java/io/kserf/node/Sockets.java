package io.kserf.node;

import io.kserf.serf.SerfException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The two sockets of a member, bound to one address and one port number.
 *
 * @param local what they are bound to; the port is the real one
 */
record Sockets(ServerSocketChannel tcp, DatagramChannel udp, InetSocketAddress local) {
  // A free TCP port may be taken as a UDP port: as many attempts as memberlist makes.
  private static final int ATTEMPTS_AT_ANY_PORT = 10;
  private static final int ACCEPT_BACKLOG = 128;

  /** Binds TCP, then UDP. Port 0 takes a number that is free for both. */
  static Sockets bind(HostPort bind) {
    InetAddress ip = resolve(bind);
    int attempts = bind.port() == 0 ? ATTEMPTS_AT_ANY_PORT : 1;
    while (true) {
      var tcp = bindTcp(ip, bind.port());
      int port = tcp.socket().getLocalPort();
      try {
        var local = new InetSocketAddress(ip, port);
        return new Sockets(tcp, bindUdp(ip, port), local);
      } catch (SerfException e) {
        close(tcp);
        if (--attempts == 0) {
          throw e;
        }
      }
    }
  }

  private static InetAddress resolve(HostPort bind) {
    try {
      return InetAddress.getByName(bind.host());
    } catch (UnknownHostException e) {
      throw new SerfException(
          "bind '%s': no such host (give an IP address of this machine, or 0.0.0.0 for all)"
              .formatted(bind),
          e);
    }
  }

  private static ServerSocketChannel bindTcp(InetAddress ip, int port) {
    ServerSocketChannel channel = null;
    try {
      channel = ServerSocketChannel.open(family(ip));
      channel.configureBlocking(false);
      return channel.bind(new InetSocketAddress(ip, port), ACCEPT_BACKLOG);
    } catch (IOException e) {
      close(channel);
      throw refused("TCP", ip, port, e);
    }
  }

  private static DatagramChannel bindUdp(InetAddress ip, int port) {
    DatagramChannel channel = null;
    try {
      channel = DatagramChannel.open(family(ip));
      channel.configureBlocking(false);
      return channel.bind(new InetSocketAddress(ip, port));
    } catch (IOException e) {
      close(channel);
      throw refused("UDP", ip, port, e);
    }
  }

  private static StandardProtocolFamily family(InetAddress ip) {
    return ip instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
  }

  /** Serf's words, whose tail is what the operating system says, and what to do about it. */
  private static SerfException refused(String kind, InetAddress ip, int port, IOException why) {
    String reason = String.valueOf(why.getMessage()).toLowerCase(Locale.ROOT);
    return new SerfException(
        "Failed to create memberlist: Could not set up network transport: failed to obtain an"
            + " address: Failed to start %s listener on \"%s\" port %d: listen %s %s: bind: %s%s"
                .formatted(
                    kind,
                    ip.getHostAddress(),
                    port,
                    kind.toLowerCase(Locale.ROOT),
                    SocketAddresses.toAddress(ip, port),
                    reason,
                    advice(reason)),
        why);
  }

  private static String advice(String reason) {
    if (reason.contains("in use")) {
      return " (another process has it: stop that one, or bind to another port)";
    }
    if (reason.contains("cannot assign")) {
      return " (it is not an address of this machine)";
    }
    return "";
  }

  void close() {
    close(tcp);
    close(udp);
  }

  private static void close(@Nullable NetworkChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // The descriptor is gone either way, and nobody waits for what was in it.
    }
  }
}
