package io.kserf.swim;

import java.util.Arrays;

/** Reads addresses from text. The JDK's reader of IP addresses belongs to its sockets. */
final class AddressText {
  private static final String DECIMAL = "0123456789";
  private static final String HEX = DECIMAL + "abcdef";
  private static final int IPV6_BYTES = 16;
  private static final int MAX_GROUP_DIGITS = 4;
  private static final int MAX_PORT_DIGITS = 5;

  private final String text;

  private AddressText(String text) {
    this.text = text;
  }

  /** See {@link Address#parse}. */
  static Address parse(String text) {
    return new AddressText(text).address();
  }

  /** An IP address without brackets and port; IPv4 in its 4-byte form. */
  static byte[] parseIp(String text) {
    var reader = new AddressText(text);
    return text.indexOf(':') < 0 ? reader.ipv4(text) : reader.ipv6(text);
  }

  private Address address() {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw malformed();
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    byte[] ip = bracketed ? ipv6(host.substring(1, host.length() - 1)) : ipv4(host);
    return Address.of(ip, number(text.substring(colon + 1), 65535));
  }

  private byte[] ipv4(String ip) {
    String[] parts = ip.split("\\.", -1);
    if (parts.length != 4) {
      throw malformed();
    }
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) number(parts[i], 255);
    }
    return bytes;
  }

  private byte[] ipv6(String ip) {
    int zeros = ip.indexOf("::");
    byte[] head = groups(zeros < 0 ? ip : ip.substring(0, zeros));
    byte[] tail = zeros < 0 ? new byte[0] : groups(ip.substring(zeros + 2));
    int given = head.length + tail.length;
    if (zeros < 0 ? given != IPV6_BYTES : given > IPV6_BYTES - 2) {
      throw malformed();
    }
    byte[] bytes = Arrays.copyOf(head, IPV6_BYTES);
    System.arraycopy(tail, 0, bytes, IPV6_BYTES - tail.length, tail.length);
    return bytes;
  }

  private byte[] groups(String ip) {
    if (ip.isEmpty()) {
      return new byte[0];
    }
    String[] groups = ip.split(":", -1);
    byte[] bytes = new byte[2 * groups.length];
    for (int i = 0; i < groups.length; i++) {
      int group = digits(groups[i], HEX, MAX_GROUP_DIGITS);
      bytes[2 * i] = (byte) (group >> 8);
      bytes[2 * i + 1] = (byte) group;
    }
    return bytes;
  }

  private int number(String text, int max) {
    int number = digits(text, DECIMAL, MAX_PORT_DIGITS);
    // A leading zero means octal to some readers.
    if (number > max || (text.length() > 1 && text.startsWith("0"))) {
      throw malformed();
    }
    return number;
  }

  /** {@link Integer#parseInt} takes signs and the digits of all scripts as well. */
  private int digits(String text, String alphabet, int maxLength) {
    if (text.isEmpty() || text.length() > maxLength) {
      throw malformed();
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = alphabet.indexOf(Character.toLowerCase(text.charAt(i)));
      if (digit < 0) {
        throw malformed();
      }
      value = value * alphabet.length() + digit;
    }
    return value;
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "'%s' is not an IP address with a port (10.0.0.1:7946 or [fd00::1]:7946)".formatted(text));
  }
}
