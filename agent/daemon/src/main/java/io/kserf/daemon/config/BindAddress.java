package io.kserf.daemon.config;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** Which address to bind when the user names an interface. */
final class BindAddress {
  private static final String ANY = "0.0.0.0";

  private BindAddress() {}

  /**
   * Without an interface what is configured, else an address of that interface: the first that is
   * more than link-local if all addresses were to be bound.
   *
   * @param notes told which address was taken
   */
  static String of(Settings settings, List<String> notes) {
    String bind = settings.get(Setting.BIND);
    String name = settings.get(Setting.INTERFACE);
    if (name.isEmpty()) {
      return bind;
    }
    List<InetAddress> addresses = addressesOf(name);
    if (bind.equals(ANY) || bind.startsWith(ANY + ":")) {
      InetAddress first =
          addresses.stream()
              .filter(address -> !address.isLinkLocalAddress())
              .findFirst()
              .orElseThrow(
                  () -> new ConfigException("Interface '%s' has no addresses".formatted(name)));
      notes.add("Using interface '%s' address '%s'".formatted(name, text(first)));
      return withPortOf(bind, text(first));
    }
    if (addresses.stream().noneMatch(address -> isHostOf(bind, text(address)))) {
      throw new ConfigException("Interface '%s' has no '%s' address".formatted(name, bind));
    }
    return bind;
  }

  private static List<InetAddress> addressesOf(String name) {
    try {
      NetworkInterface named = NetworkInterface.getByName(name);
      if (named == null) {
        throw new ConfigException(
            "Invalid network interface: route ip+net: no such network interface");
      }
      return named.inetAddresses().toList();
    } catch (SocketException e) {
      throw new ConfigException("Invalid network interface: " + e.getMessage());
    }
  }

  private static String withPortOf(String bind, String host) {
    int colon = bind.indexOf(':');
    String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return colon < 0 ? bracketed : bracketed + bind.substring(colon);
  }

  private static boolean isHostOf(String bind, String host) {
    return bind.equals(host)
        || bind.startsWith(host + ":")
        || bind.equals("[" + host + "]")
        || bind.startsWith("[" + host + "]:");
  }

  /** Without the zone that Java adds to IPv6 addresses. */
  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
