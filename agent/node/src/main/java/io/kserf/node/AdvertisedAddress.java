package io.kserf.node;

import io.kserf.serf.SerfException;
import io.kserf.swim.Address;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which address a member tells others to reach it at: the configured one, else the bound one, and
 * when that means "all", the first private address of this host, preferably the one that its
 * default route leaves from. A given IPv4 address goes out in its 4-byte form, a picked one in the
 * 16-byte form.
 */
final class AdvertisedAddress {
  private AdvertisedAddress() {}

  static Address choose(@Nullable HostPort configured, InetSocketAddress bound) {
    if (configured != null) {
      return resolve(configured);
    }
    if (!bound.getAddress().isAnyLocalAddress()) {
      return SocketAddresses.toAddress(bound);
    }
    return firstPrivate(Stream.concat(defaultRoute().stream(), ofInterfaces()).toList())
        .map(ip -> Address.of(longForm(ip), bound.getPort()))
        .orElseThrow(
            () ->
                new SerfException(
                    "Failed to create memberlist: no private IP address found, and explicit IP not"
                        + " provided (set advertise to the address that others reach this host"
                        + " at)"));
  }

  /**
   * Serf picks the 16-byte form of an IPv4 address, and its peers compare bytes: an agent that took
   * its place with the other form would be a stranger that claims the name.
   */
  static byte[] longForm(InetAddress ip) {
    byte[] raw = ip.getAddress();
    return raw.length == 16
        ? raw
        : ByteBuffer.allocate(16).putShort(10, (short) 0xffff).put(12, raw).array();
  }

  private static Address resolve(HostPort configured) {
    try {
      return SocketAddresses.toAddress(InetAddress.getByName(configured.host()), configured.port());
    } catch (UnknownHostException e) {
      throw new SerfException(
          "advertise '%s': no such host (give the IP address that others reach this host at)"
              .formatted(configured),
          e);
    }
  }

  /** IPv4 before IPv6, else in the order given. */
  static Optional<InetAddress> firstPrivate(List<InetAddress> candidates) {
    return candidates.stream()
        .filter(AdvertisedAddress::isPrivate)
        .min(Comparator.comparing(ip -> !(ip instanceof Inet4Address)));
  }

  /** Whether RFC 6890 says: not of the public Internet, but forwarded between networks. */
  static boolean isPrivate(InetAddress ip) {
    byte[] b = ip.getAddress();
    int first = b[0] & 0xff;
    if (b.length == 16) {
      return (first & 0xfe) == 0xfc;
    }
    int second = b[1] & 0xff;
    return switch (first) {
      case 10 -> true;
      case 172 -> (second & 0xf0) == 16;
      case 192 -> second == 168;
      case 100 -> (second & 0xc0) == 64;
      case 198 -> (second & 0xfe) == 18;
      default -> false;
    };
  }

  /** Connecting a datagram socket sends nothing, but picks the source address by the routes. */
  private static Optional<InetAddress> defaultRoute() {
    try (var probe = new DatagramSocket()) {
      // TEST-NET-3: an address that only the default route leads to.
      probe.connect(new InetSocketAddress("203.0.113.1", SerfConfig.DEFAULT_PORT));
      return Optional.of(probe.getLocalAddress());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Stream<InetAddress> ofInterfaces() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(AdvertisedAddress::isUp)
          .flatMap(NetworkInterface::inetAddresses);
    } catch (SocketException e) {
      return Stream.empty();
    }
  }

  private static boolean isUp(NetworkInterface nic) {
    try {
      return nic.isUp();
    } catch (SocketException e) {
      return false;
    }
  }
}
