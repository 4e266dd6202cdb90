package io.kserf.swim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Instances wired together in memory: packets and streams take a millisecond. A member that has
 * crashed neither hears nor speaks, and its address refuses streams.
 */
final class Pool {
  private static final long LATENCY_NANOS = 1_000_000;

  final VirtualTime time = new VirtualTime();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<Address, Node> byAddress = new LinkedHashMap<>();
  private final Set<String> cuts = new LinkedHashSet<>();
  private final List<String> errors = new ArrayList<>();
  private int seed = 100;

  /** One member of the pool. */
  final class Node implements Network {
    final String name;
    final Address address;
    final RecordingDelegate delegate = new RecordingDelegate();
    final CountingTelemetry telemetry = new CountingTelemetry();
    final Swim swim;
    private boolean crashed;

    private Node(String name, Address address, Keyring keyring, Consumer<Settings> change) {
      this.name = name;
      this.address = address;
      Settings settings = Settings.lan(name, address);
      change.accept(settings);
      this.swim =
          new Swim(
              settings.build(),
              keyring,
              this,
              time,
              delegate,
              this::log,
              telemetry,
              Identities.unshared(),
              new Random(seed++),
              new Random(seed++));
    }

    private void log(Log.Level level, java.util.function.Supplier<String> message) {
      if (level == Log.Level.ERR) {
        errors.add(name + ": " + message.get());
      }
    }

    void crash() {
      crashed = true;
      swim.stop();
    }

    @Override
    public void send(Address to, byte[] datagram) {
      Node receiver = byAddress.get(to);
      if (receiver != null && isConnected(this, receiver)) {
        time.after(LATENCY_NANOS, () -> receiver.swim.onDatagram(address, datagram));
      }
    }

    @Override
    public void exchange(Address to, byte[] request, Duration timeout, Completion<byte[]> reply) {
      Node receiver = byAddress.get(to);
      if (receiver == null || receiver.crashed) {
        time.after(LATENCY_NANOS, () -> reply.failed(new SwimException("connection refused")));
      } else if (!isConnected(this, receiver)) {
        time.after(timeout.toNanos(), () -> reply.failed(new SwimException("i/o timeout")));
      } else {
        time.after(LATENCY_NANOS, () -> answer(receiver, request, reply));
      }
    }

    private void answer(Node receiver, byte[] request, Completion<byte[]> reply) {
      byte[] answer = receiver.swim.onStream(address, request);
      if (answer == null) {
        time.after(LATENCY_NANOS, () -> reply.failed(new SwimException("EOF")));
      } else {
        time.after(LATENCY_NANOS, () -> reply.succeeded(answer));
      }
    }

    /** What this member believes of each, as {@code {a=ALIVE, b=LEFT}}. */
    Map<String, MemberState> view() {
      var view = new TreeMap<String, MemberState>();
      swim.members().forEach(member -> view.put(member.name(), member.state()));
      return view;
    }
  }

  /** Starts a member at 10.0.0.N, or again one that has crashed. */
  Node start(String name, int number) {
    return start(name, number, Keyring.disabled(), settings -> {});
  }

  Node start(String name, int number, Keyring keyring, Consumer<Settings> change) {
    var node = new Node(name, Instance.address(number), keyring, change);
    nodes.put(name, node);
    byAddress.put(node.address, node);
    node.swim.start();
    return node;
  }

  /** A member joins by way of another; what came of it. */
  List<String> join(Node joiner, Node... seeds) {
    var outcome = new Outcome<Integer>();
    var targets = new ArrayList<JoinTarget>();
    for (Node node : seeds) {
      targets.add(new JoinTarget("", node.address));
    }
    joiner.swim.join(targets, outcome);
    time.advanceMillis(100);
    return outcome.all();
  }

  /** Loses every packet and stream between two members. */
  void cut(Node a, Node b) {
    cuts.add(a.name + "|" + b.name);
    cuts.add(b.name + "|" + a.name);
  }

  void heal() {
    cuts.clear();
  }

  /** Internal errors of any member: there must be none. */
  List<String> errors() {
    return errors;
  }

  private boolean isConnected(Node a, Node b) {
    return !a.crashed && !b.crashed && !cuts.contains(a.name + "|" + b.name);
  }
}
