package io.kserf.examples;

import io.kserf.node.Serf;
import io.kserf.node.SerfConfig;
import io.kserf.serf.SerfMember;
import io.kserf.swim.Address;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds the instances of a service by tags: a member that offers {@code orders} on port 8080
 * carries {@code service=orders} and {@code port=8080}.
 *
 * <p>There is no registry to ask: every member knows the whole pool, so finding is a look into
 * memory. A crashed instance is in the answer until the pool has noticed, some seconds with the LAN
 * profile; so whoever connects should try another one when the first does not answer.
 */
public final class ServiceDiscovery {
  private final Serf serf;

  public ServiceDiscovery(Serf serf) {
    this.serf = serf;
  }

  /** The config of a member that offers {@code service} on {@code port} of its own address. */
  public static SerfConfig offer(SerfConfig config, String service, int port) {
    return config.tag("service", service).tag("port", String.valueOf(port));
  }

  /** Where the service is offered by members that are alive, in the order of their addresses. */
  public List<Address> find(String service) {
    return find(service, serf.members());
  }

  /** As {@link #find(String)} in a list that is there already. */
  static List<Address> find(String service, List<SerfMember> members) {
    return members.stream()
        .filter(member -> member.isAlive() && member.tag("service").equals(service))
        .flatMap(member -> endpointOf(member).stream())
        .sorted(Comparator.comparing(Address::toString))
        .toList();
  }

  /** One of the instances, a different one each time, so that they share the load. */
  public Optional<Address> pick(String service) {
    List<Address> found = find(service);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(found.get(ThreadLocalRandom.current().nextInt(found.size())));
  }

  /**
   * Tags are what another program wrote: one without a usable port is left out, not thrown at us.
   */
  private static Optional<Address> endpointOf(SerfMember member) {
    try {
      return Optional.of(member.address().withPort(Integer.parseInt(member.tag("port"))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** {@code NAME BIND SEED}: offers {@code orders}, and prints who else does. */
  public static void main(String[] args) {
    SerfConfig config = offer(SerfConfig.lan().name(args[0]).bind(args[1]), "orders", 8080);
    try (Serf serf = Serf.create(config)) {
      serf.join(List.of(args[2]));
      System.out.println("orders is offered by " + new ServiceDiscovery(serf).find("orders"));
      serf.awaitStop();
    }
  }
}
