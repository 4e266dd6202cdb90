package io.kserf.simulation;

import io.kserf.swim.Address;
import io.kserf.swim.Identities;
import io.kserf.swim.Identity;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Carries datagrams and streams between hosts in virtual time. Conditions hold for all links;
 * partitions and severed links come on top of them.
 */
public final class VirtualNetwork {
  /** What UDP over IPv4 can carry. */
  private static final int MAX_DATAGRAM_BYTES = 65_507;

  /** How long a lost segment of a stream waits for the first time until it is sent again. */
  private static final long RESEND_NANOS = Duration.ofMillis(200).toNanos();

  private static final int DELAY_FACTOR = 10;
  private static final int FIRST_EPHEMERAL_PORT = 32_768;

  private final VirtualTime time = new VirtualTime();
  private final Trace trace = new Trace(time);
  private final SplittableRandom random;
  private final Map<Address, VirtualHost<?>> hosts = new LinkedHashMap<>();
  private final Map<Identity, Identity> identities = new HashMap<>();
  private final Map<Address, Integer> islands = new HashMap<>();
  private final Set<Link> severed = new HashSet<>();
  private Conditions conditions = Conditions.lan();
  private int islandCount;

  private record Link(Address from, Address to) {}

  public VirtualNetwork(long seed) {
    this.random = new SplittableRandom(seed);
  }

  public VirtualTime time() {
    return time;
  }

  public Trace trace() {
    return trace;
  }

  /** What one process knows of a member, the others share; kept for as long as the network is. */
  Identities identities() {
    return identity -> identities.computeIfAbsent(identity, first -> first);
  }

  /** Changes how everything is treated that is sent from now on. */
  public void setConditions(Conditions newConditions) {
    this.conditions = newConditions;
  }

  /** A new host, on which nothing runs yet. */
  public <P extends HostProcess> VirtualHost<P> host(
      String name, Address address, HostServices.Boot<P> boot) {
    var host = new VirtualHost<>(this, name, address, boot, random.split());
    if (hosts.putIfAbsent(address, host) != null) {
      throw new IllegalArgumentException(address + " is taken");
    }
    return host;
  }

  /** Cuts these hosts off from all others, but not from each other. */
  public void partition(Collection<? extends VirtualHost<?>> side) {
    int island = ++islandCount;
    side.forEach(host -> islands.put(host.address(), island));
    trace.line("network", side.size() + " hosts are cut off");
  }

  /** Cuts one direction between two hosts. */
  public void sever(VirtualHost<?> from, VirtualHost<?> to) {
    severed.add(new Link(from.address(), to.address()));
    trace.line("network", from.name() + " no longer reaches " + to.name());
  }

  /** Undoes every partition and every severed link. */
  public void heal() {
    islands.clear();
    severed.clear();
    trace.line("network", "is whole");
  }

  private boolean reaches(Address from, Address to) {
    return islands.getOrDefault(from, 0).equals(islands.getOrDefault(to, 0))
        && !severed.contains(new Link(from, to));
  }

  VirtualHost<?>.@Nullable Run runAt(Address address) {
    VirtualHost<?> host = hosts.get(address);
    return host == null ? null : host.run();
  }

  int ephemeralPort() {
    return random.nextInt(FIRST_EPHEMERAL_PORT, 1 << 16);
  }

  void send(VirtualHost<?>.Run from, Address to, byte[] datagram) {
    if (datagram.length > MAX_DATAGRAM_BYTES) {
      throw new AssertionError(from.name() + " sends a datagram of " + datagram.length + " bytes");
    }
    int copies = chance(conditions.loss()) ? 0 : chance(conditions.duplication()) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      long delay = chance(conditions.delayed()) ? longDelay() : latency();
      byte[] copy = datagram.clone();
      time.after(delay, () -> arrive(from, to, copy));
    }
  }

  private void arrive(VirtualHost<?>.Run from, Address to, byte[] datagram) {
    var receiver = runAt(to);
    if (receiver != null && reaches(from.address(), to)) {
      trace.datagram(from.name(), receiver.name(), datagram);
      receiver.whenAwake(() -> receiver.process().onDatagram(from.address(), datagram));
    }
  }

  /**
   * Carries one segment of a stream: it is never lost for good on a link that works, but sent again
   * after a time that doubles.
   */
  void segment(Address from, Address to, Runnable arrival) {
    long delay = latency();
    for (long resend = RESEND_NANOS; chance(conditions.loss()); resend *= 2) {
      delay += resend;
      if (delay > Duration.ofMinutes(5).toNanos()) {
        return;
      }
    }
    time.after(
        delay,
        () -> {
          if (reaches(from, to)) {
            arrival.run();
          }
        });
  }

  private long latency() {
    long min = conditions.minLatency().toNanos();
    long max = conditions.maxLatency().toNanos();
    return min + random.nextLong(max - min + 1);
  }

  private long longDelay() {
    return DELAY_FACTOR * conditions.maxLatency().toNanos();
  }

  private boolean chance(double share) {
    return share > 0 && random.nextDouble() < share;
  }

  /** For choices of the one who runs the simulation: part of the seed, too. */
  public RandomGenerator random() {
    return random;
  }
}
