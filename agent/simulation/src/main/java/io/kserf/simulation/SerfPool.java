package io.kserf.simulation;

import io.kserf.serf.MemberStatus;
import io.kserf.serf.SerfMember;
import io.kserf.serf.SerfSettings;
import io.kserf.serf.snapshot.Snapshot;
import io.kserf.swim.Address;
import io.kserf.swim.Completion;
import io.kserf.swim.JoinTarget;
import io.kserf.swim.Keyring;
import io.kserf.swim.SwimConfig;
import io.kserf.swim.SwimConfig.Profile;
import io.kserf.swim.SwimException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hosts {@code n0}, {@code n1}, … in one network, each with a Serf of LAN timing. */
public final class SerfPool {
  private static final Duration STEP = Duration.ofMillis(50);

  private final VirtualNetwork network;
  private final UnaryOperator<SwimConfig> settings;
  private UnaryOperator<SerfSettings> serfSettings = UnaryOperator.identity();
  private boolean snapshots;
  private final List<VirtualHost<SerfProcess>> hosts = new ArrayList<>();

  /**
   * @param size hosts, at most 65,536; nothing runs on them yet
   * @param keys of each member's keyring, the primary first; none for a pool in clear
   */
  public SerfPool(long seed, int size, byte[]... keys) {
    this(seed, size, UnaryOperator.identity(), keys);
  }

  /**
   * @param settings what each member changes of the LAN's
   */
  public SerfPool(long seed, int size, UnaryOperator<SwimConfig> settings, byte[]... keys) {
    this.settings = settings;
    this.network = new VirtualNetwork(seed);
    for (int i = 0; i < size; i++) {
      add("n" + i, keys);
    }
  }

  /** What each Serf that is started from now on changes of the library's settings. */
  public void setSerfSettings(UnaryOperator<SerfSettings> changes) {
    serfSettings = changes;
  }

  /** From now on each Serf records a snapshot, and starts from the last one of its host. */
  public void keepSnapshots() {
    snapshots = true;
  }

  /** Adds a host, on which nothing runs yet. */
  public VirtualHost<SerfProcess> add(String name, byte[]... keys) {
    int number = hosts.size();
    var address = Address.ipv4(10, 0, number >>> 8, number & 0xff, 7946);
    var host = host(name, address, List.of(keys));
    hosts.add(host);
    return host;
  }

  private VirtualHost<SerfProcess> host(String name, Address address, List<byte[]> keys) {
    var config = settings.apply(SwimConfig.of(Profile.LAN, name, address));
    var disk = new VirtualDisk();
    return network.host(
        name,
        address,
        host ->
            new SerfProcess(
                host,
                serfSettings.apply(SerfSettings.library(Map.of("host", name))),
                config,
                new Keyring(keys),
                snapshots ? disk.open() : Snapshot.none()));
  }

  public VirtualNetwork network() {
    return network;
  }

  public List<VirtualHost<SerfProcess>> hosts() {
    return hosts;
  }

  public VirtualHost<SerfProcess> host(int index) {
    return hosts.get(index);
  }

  public SerfProcess process(int index) {
    return hosts.get(index).process();
  }

  /** Starts every host and joins each to the first, {@code apart} one after the other. */
  public void form(Duration apart) {
    for (var host : hosts) {
      host.start();
      if (host != hosts.getFirst()) {
        join(host, hosts.getFirst());
      }
      run(apart);
    }
  }

  /** Tells one member to join the pool of another; how that ends, the trace says. */
  public void join(VirtualHost<SerfProcess> joiner, VirtualHost<SerfProcess> seed) {
    join(joiner, List.of(seed));
  }

  /** Tells one member to join through whichever of the seeds it reaches. */
  public void join(VirtualHost<SerfProcess> joiner, List<VirtualHost<SerfProcess>> seeds) {
    var done =
        new Completion<Integer>() {
          @Override
          public void succeeded(Integer contacts) {
            network.trace().line(joiner.name(), "joined through " + contacts);
          }

          @Override
          public void failed(SwimException cause) {
            network.trace().line(joiner.name(), String.valueOf(cause.getMessage()));
          }
        };
    var targets = seeds.stream().map(seed -> new JoinTarget("", seed.address())).toList();
    joiner.process().serf().join(targets, false, done);
  }

  /** Lets this much time pass. */
  public void run(Duration duration) {
    network.time().run(duration);
  }

  /** Lets time pass until all running members see the member as this. */
  public boolean runUntilAllSee(int member, MemberStatus status, Duration limit) {
    String name = hosts.get(member).name();
    return runUntil(() -> running().allMatch(host -> statusOf(name, host) == status), limit);
  }

  private static @Nullable MemberStatus statusOf(String name, VirtualHost<SerfProcess> observer) {
    for (SerfMember member : observer.process().serf().members()) {
      if (member.name().equals(name)) {
        return member.status();
      }
    }
    return null;
  }

  /** Lets time pass until every running member sees every running one alive, and no other alive. */
  public boolean runUntilViewsAgree(Duration limit) {
    return runUntil(
        () -> {
          Set<String> names = running().map(VirtualHost::name).collect(Collectors.toSet());
          return running().allMatch(host -> seesExactly(names, host));
        },
        limit);
  }

  private static boolean seesExactly(Set<String> names, VirtualHost<SerfProcess> observer) {
    int alive = 0;
    for (SerfMember member : observer.process().serf().members()) {
      if (member.isAlive()) {
        alive++;
        if (!names.contains(member.name())) {
          return false;
        }
      }
    }
    return alive == names.size();
  }

  private Stream<VirtualHost<SerfProcess>> running() {
    return hosts.stream().filter(VirtualHost::isRunning);
  }

  private boolean runUntil(BooleanSupplier condition, Duration limit) {
    var time = network.time();
    long end = time.nowNanos() + limit.toNanos();
    // Views are large; to look at them after each datagram would take longer than the run.
    while (!condition.getAsBoolean()) {
      if (time.nowNanos() >= end) {
        return false;
      }
      time.run(STEP);
    }
    return true;
  }
}
