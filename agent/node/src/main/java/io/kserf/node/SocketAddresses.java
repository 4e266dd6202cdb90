package io.kserf.node;

import io.kserf.swim.Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** The engine's addresses are raw bytes; the JDK's are objects that know about name services. */
final class SocketAddresses {
  private SocketAddresses() {}

  /** IPv4 comes out in its 4-byte form, also where a dual-stack socket saw it mapped. */
  static Address toAddress(InetSocketAddress socket) {
    return toAddress(socket.getAddress(), socket.getPort());
  }

  static Address toAddress(InetAddress ip, int port) {
    return Address.of(ip.getAddress(), port);
  }

  /**
   * @param address must be dialable
   */
  static InetSocketAddress toSocket(Address address) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address.ip()), address.port());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address + " is no address to send to", e);
    }
  }
}
