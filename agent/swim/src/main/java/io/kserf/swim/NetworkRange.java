package io.kserf.swim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A range of IP addresses in CIDR form: {@code 10.0.0.0/8}, {@code fd00::/8}, or one address. */
public final class NetworkRange {
  private final byte[] prefix;
  private final int bits;
  private final String text;

  private NetworkRange(byte[] prefix, int bits, String text) {
    this.prefix = prefix;
    this.bits = bits;
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException if the text is none, with a message that says what is one
   */
  public static NetworkRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] ip;
    try {
      ip = AddressText.parseIp(slash < 0 ? text : text.substring(0, slash));
    } catch (IllegalArgumentException e) {
      throw malformed(text, e);
    }
    int bits = slash < 0 ? 8 * ip.length : bits(text, text.substring(slash + 1), 8 * ip.length);
    return new NetworkRange(ip, bits, text);
  }

  private static int bits(String text, String number, int most) {
    if (!number.matches("[0-9]{1,3}") || Integer.parseInt(number) > most) {
      throw malformed(text, null);
    }
    return Integer.parseInt(number);
  }

  private static IllegalArgumentException malformed(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "'%s' is no network (10.0.0.0/8, fd00::/8, or one IP address)".formatted(text), cause);
  }

  /** Whether the address is in this range; both forms of an IPv4 address are one. */
  public boolean contains(Address address) {
    byte[] ip = address.host().ip();
    if (ip.length != prefix.length) {
      return false;
    }
    int whole = bits / 8;
    int rest = 8 - bits % 8;
    return Arrays.equals(ip, 0, whole, prefix, 0, whole)
        && (rest == 8 || (ip[whole] & 0xff) >> rest == (prefix[whole] & 0xff) >> rest);
  }

  /** As it was given. */
  @Override
  public String toString() {
    return text;
  }
}
