package io.kserf.interop;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Hosts of a test, each with an interface and with addresses of its own, on two switches that a
 * cable joins. They are network namespaces, so agents may bind to every address of theirs, and
 * cables may be cut.
 */
final class Hosts implements BeforeEachCallback, AfterEachCallback {
  /** The switch that a host is plugged into. */
  enum Side {
    LEFT,
    RIGHT
  }

  private final List<Namespace> namespaces = new ArrayList<>();

  /** With both switches in it; the first of the namespaces. */
  private Namespace middle() {
    if (namespaces.isEmpty()) {
      Namespace middle = Namespace.create();
      namespaces.add(middle);
      middle.run(
          """
          for side in LEFT RIGHT; do
            ip link add $side type bridge mcast_snooping 0
            ip link set $side up
          done
          ip addr add 10.77.0.254/24 dev LEFT
          ip link add cable type veth peer name elbac
          ip link set cable master LEFT up
          ip link set elbac master RIGHT up
          """);
    }
    return namespaces.getFirst();
  }

  /**
   * A host whose agent gossips on every address, as {@code serf agent} does if nobody says more.
   */
  Place host(Side side) {
    Namespace host = plugIn(side);
    return new Place(
        "0.0.0.0:7946", "10.77.0." + number() + ":7946", "127.0.0.1:7373", host.entrance());
  }

  /** A host whose agent gossips on an IPv6 address. */
  Place ipv6Host(Side side) {
    Namespace host = plugIn(side);
    String address = "[fd77::" + number() + "]:7946";
    return new Place(address, address, "[::1]:7373", host.entrance());
  }

  private Namespace plugIn(Side side) {
    Namespace middle = middle();
    Namespace host = middle.another();
    namespaces.add(host);
    String port = "port" + number();
    middle.run(
        "ip link add %s type veth peer name eth0 netns %d".formatted(port, host.pid())
            + "; ip link set %s master %s up".formatted(port, side));
    host.run(
        """
        ip link set lo up
        ip addr add 10.77.0.%1$d/24 dev eth0
        ip addr add fd77::%1$d/64 dev eth0 nodad
        ip link set eth0 up
        ip route add default via 10.77.0.254
        """
            .formatted(number()));
    return host;
  }

  /** Of the host that was plugged in last, from 1 on. */
  private int number() {
    return namespaces.size() - 1;
  }

  /** From now on nothing passes between the two switches; nobody is told. */
  void cut() {
    middle().run("ip link set cable down");
  }

  void mend() {
    middle().run("ip link set cable up");
  }

  @Override
  public void beforeEach(ExtensionContext context) {}

  @Override
  public void afterEach(ExtensionContext context) {
    namespaces.forEach(Namespace::close);
    namespaces.clear();
  }
}
