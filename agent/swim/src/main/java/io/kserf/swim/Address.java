package io.kserf.swim;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * An IP address as its raw bytes, and a port. Memberlist compares the bytes as they came: the
 * 4-byte form of an IPv4 address and its 16-byte mapped form are different addresses, and a form is
 * never changed on the way.
 */
public final class Address {
  private static final byte[] MAPPED_PREFIX = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff
  };

  private final byte[] ip;
  private final int port;

  private Address(byte[] ip, int port) {
    this.ip = ip;
    this.port = port;
  }

  /**
   * @param ip any bytes that came as an address; only 4 and 16 bytes can be dialled, see {@link
   *     #isDialable()}. Not copied: the caller gives it up.
   * @param port 0 to 65535
   */
  public static Address of(byte[] ip, int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not in 0..65535");
    }
    return new Address(ip, port);
  }

  /** An IPv4 address in its 4-byte form. */
  public static Address ipv4(int a, int b, int c, int d, int port) {
    return of(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d}, port);
  }

  /**
   * Reads what {@link #toString()} prints: an IP address and a port. An IPv4 address comes out in
   * its 4-byte form.
   *
   * @throws IllegalArgumentException if it is anything else, a host name for instance
   */
  public static Address parse(String text) {
    return AddressText.parse(text);
  }

  /** The raw bytes. Shared: callers must not change them. */
  public byte[] ip() {
    return ip;
  }

  public int port() {
    return port;
  }

  public Address withPort(int newPort) {
    return of(ip, newPort);
  }

  /** The IP address alone, with the port 0: one value for both forms of an IPv4 address. */
  Address host() {
    return of(shortest(ip), 0);
  }

  /** Whether a packet can be sent there: 4 or 16 bytes and a port. */
  public boolean isDialable() {
    return (ip.length == 4 || ip.length == 16) && port != 0;
  }

  /** Whether both name the same endpoint, whatever the form of an IPv4 address. */
  public boolean isSameEndpoint(Address other) {
    return unmapped().equals(other.unmapped());
  }

  /** The same endpoint, an IPv4 address in its 4-byte form: equal for one endpoint. */
  public Address unmapped() {
    byte[] shortest = shortest(ip);
    return shortest == ip ? this : of(shortest, port);
  }

  private static byte[] shortest(byte[] ip) {
    boolean mapped = ip.length == 16 && Arrays.equals(ip, 0, 12, MAPPED_PREFIX, 0, 12);
    return mapped ? Arrays.copyOfRange(ip, 12, 16) : ip;
  }

  /**
   * The address as text without the port, as Go prints it: dotted for IPv4 in either form, RFC 5952
   * for IPv6.
   */
  public String ipText() {
    byte[] bytes = shortest(ip);
    if (bytes.length == 4) {
      return (bytes[0] & 0xff)
          + "."
          + (bytes[1] & 0xff)
          + "."
          + (bytes[2] & 0xff)
          + "."
          + (bytes[3] & 0xff);
    }
    return bytes.length == 16 ? ipv6Text(bytes) : "?" + HexFormat.of().formatHex(bytes);
  }

  private static String ipv6Text(byte[] ip) {
    int zerosStart = -1;
    int zerosEnd = -1;
    for (int i = 0; i < 16; i += 2) {
      int j = i;
      while (j < 16 && ip[j] == 0 && ip[j + 1] == 0) {
        j += 2;
      }
      if (j - i > zerosEnd - zerosStart) {
        zerosStart = i;
        zerosEnd = j;
      }
      i = Math.max(i, j - 2);
    }
    // RFC 5952: a single 16-bit group of zeros is not shortened.
    if (zerosEnd - zerosStart <= 2) {
      zerosStart = -1;
      zerosEnd = -1;
    }
    var text = new StringBuilder(39);
    for (int i = 0; i < 16; i += 2) {
      if (i == zerosStart) {
        text.append("::");
        i = zerosEnd - 2;
        continue;
      }
      if (i > 0 && i != zerosEnd) {
        text.append(':');
      }
      text.append(Integer.toHexString((ip[i] & 0xff) << 8 | ip[i + 1] & 0xff));
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Address other && port == other.port && Arrays.equals(ip, other.ip);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ip) + port;
  }

  /** {@code 10.0.0.1:7946} or {@code [fd00::1]:7946}. */
  @Override
  public String toString() {
    String host = ipText();
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
