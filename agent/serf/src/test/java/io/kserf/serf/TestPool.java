package io.kserf.serf;

import io.kserf.serf.snapshot.Snapshot;
import io.kserf.swim.Address;
import io.kserf.swim.Completion;
import io.kserf.swim.Identities;
import io.kserf.swim.JoinTarget;
import io.kserf.swim.Keyring;
import io.kserf.swim.Network;
import io.kserf.swim.SwimConfig;
import io.kserf.swim.SwimException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Instances of Serf that are wired together in memory: everything takes a millisecond. */
final class TestPool {
  private static final Duration LATENCY = Duration.ofMillis(1);

  final VirtualTimers timers = new VirtualTimers();
  private final Map<Address, Peer> reachable = new LinkedHashMap<>();
  private int started;

  /** Whoever can be sent to. */
  interface Peer {
    void onDatagram(Address from, byte[] datagram);

    byte @Nullable [] onStream(Address from, byte[] request);
  }

  /** One instance, and what it said. */
  final class Node implements Network, Peer {
    final Address address;
    final Observations seen = new Observations();
    final Keyring keyring;
    final SerfInstance serf;
    private final List<Address> lost = new ArrayList<>();

    Node(SwimConfig membership, SerfSettings settings, Keyring keyring, Snapshot snapshot) {
      this.address = membership.advertise();
      this.keyring = keyring;
      this.serf =
          new SerfInstance(
              settings,
              membership,
              keyring,
              snapshot,
              this,
              timers,
              seen,
              seen,
              seen,
              Identities.unshared(),
              new SplittableRandom(++started),
              new SplittableRandom(-started));
    }

    @Override
    public void send(Address to, byte[] datagram) {
      after(
          () -> {
            Peer receiver = reachable.get(to);
            if (receiver != null && reachable.containsValue(this) && !lost.contains(to)) {
              receiver.onDatagram(address, datagram);
            }
          });
    }

    @Override
    public void exchange(Address to, byte[] request, Duration timeout, Completion<byte[]> reply) {
      after(
          () -> {
            Peer receiver = reachable.containsValue(this) ? reachable.get(to) : null;
            byte[] answer = receiver == null ? null : receiver.onStream(address, request);
            if (answer == null) {
              reply.failed(new SwimException(to + " refused the connection"));
            } else {
              after(() -> reply.succeeded(answer));
            }
          });
    }

    private void after(Runnable task) {
      timers.after(LATENCY.toNanos(), task);
    }

    @Override
    public void onDatagram(Address from, byte[] datagram) {
      serf.onDatagram(from, datagram);
    }

    @Override
    public byte @Nullable [] onStream(Address from, byte[] request) {
      return serf.onStream(from, request);
    }

    /** The process is killed: nobody hears it any more, and it hears nobody. */
    void crash() {
      reachable.remove(address);
      serf.shutdown();
    }

    /** The cable is pulled. */
    void cutOff() {
      reachable.remove(address);
    }

    void reconnect() {
      reachable.put(address, this);
    }

    /** Loses every datagram from here to {@code address}. */
    void lose(Address address) {
      lost.add(address);
    }

    Outcome<Integer> join(Node... others) {
      var outcome = new Outcome<Integer>();
      serf.join(targets(others), false, outcome);
      return outcome;
    }

    List<JoinTarget> targets(Node... others) {
      var targets = new ArrayList<JoinTarget>();
      for (Node other : others) {
        targets.add(new JoinTarget("", other.address));
      }
      return targets;
    }

    /** Members as {@code name=status}, by name. */
    Map<String, String> view() {
      var view = new TreeMap<String, String>();
      serf.members().forEach(member -> view.put(member.name(), member.status().text()));
      return view;
    }

    SerfMember member(String name) {
      return serf.members().stream()
          .filter(member -> member.name().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  Node start(String name) {
    return start(name, UnaryOperator.identity());
  }

  Node start(String name, UnaryOperator<TestSettings> change) {
    return startAt(Address.ipv4(10, 0, 0, started + 1, 7946), name, change);
  }

  Node startAt(Address address, String name, UnaryOperator<TestSettings> change) {
    TestSettings settings = change.apply(new TestSettings());
    var node =
        new Node(
            settings.membership(name, address),
            settings.build(),
            settings.keyring(),
            settings.snapshot());
    reachable.put(address, node);
    node.serf.start();
    return node;
  }

  /** Puts somebody on the network that is no instance. */
  void connect(Address address, Peer peer) {
    reachable.put(address, peer);
  }

  /** Starts members that all know each other. */
  List<Node> startJoined(String... names) {
    return startJoined(UnaryOperator.identity(), names);
  }

  List<Node> startJoined(UnaryOperator<TestSettings> change, String... names) {
    var nodes = new ArrayList<Node>();
    for (String name : names) {
      Node node = start(name, change);
      if (!nodes.isEmpty()) {
        node.join(nodes.getFirst());
      }
      nodes.add(node);
    }
    advance(Duration.ofSeconds(5));
    return nodes;
  }

  void advance(Duration duration) {
    timers.advance(duration);
  }

  static byte[] key(int filler) {
    byte[] key = new byte[16];
    Arrays.fill(key, (byte) filler);
    return key;
  }

  static String keyText(int filler) {
    return Base64.getEncoder().encodeToString(key(filler));
  }
}
