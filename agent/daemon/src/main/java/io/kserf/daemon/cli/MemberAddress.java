package io.kserf.daemon.cli;

import io.kserf.rpc.RpcMember;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A member's {@code ip:port} as Serf prints it. */
final class MemberAddress {
  private static final int V6_GROUPS = 8;

  private MemberAddress() {}

  static String of(RpcMember member) {
    return host(member.addr()) + ":" + member.port();
  }

  private static String host(byte[] addr) {
    InetAddress ip;
    try {
      ip = InetAddress.getByAddress(addr); // IPv4-mapped addresses become IPv4, as in Serf
    } catch (UnknownHostException e) {
      return addr.length == 0 ? "" : "?";
    }
    return ip.getAddress().length == 4 ? ip.getHostAddress() : "[" + v6(ip.getAddress()) + "]";
  }

  /** RFC 5952, which the JDK does not print: the longest run of zero groups becomes {@code ::}. */
  private static String v6(byte[] addr) {
    int best = -1;
    int bestLength = 1;
    for (int start = 0; start < V6_GROUPS; start++) {
      int end = start;
      while (end < V6_GROUPS && group(addr, end) == 0) {
        end++;
      }
      if (end - start > bestLength) {
        best = start;
        bestLength = end - start;
      }
    }
    var text = new StringBuilder();
    for (int i = 0; i < V6_GROUPS; i++) {
      if (i == best) {
        text.append("::");
        i += bestLength - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(group(addr, i)));
    }
    return text.toString();
  }

  private static int group(byte[] addr, int index) {
    return (addr[2 * index] & 0xff) << 8 | addr[2 * index + 1] & 0xff;
  }
}
