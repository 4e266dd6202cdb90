package io.kserf.node;

import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfException;
import io.kserf.serf.SerfInstance;
import io.kserf.serf.SerfMember;
import io.kserf.serf.snapshot.Snapshot;
import io.kserf.swim.Address;
import io.kserf.swim.Keyring;
import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import io.kserf.swim.SwimConfig;
import io.kserf.swim.SwimException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Carries one engine: gives it sockets, timers and a thread, guards it against its surroundings and
 * the other way round. The engine is touched on the loop only.
 */
final class Shell implements Inbound {
  private static final double NANOS_PER_MILLI = 1_000_000;

  final String name;
  final Log log;
  final SerfEvents events;
  final SerfEvents rawEvents;
  final MemberWatch watch;

  /** The port that is bound; others are thought to use the same. */
  final int port;

  private final MemberLoop loop;
  private final Guard guard;
  private final LoopTimers timers;
  private final GossipNetwork network;
  private final Keyring keyring;
  private final @Nullable SnapshotFile snapshotFile;
  private final SerfInstance instance;
  private final Set<String> seeds = new LinkedHashSet<>();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CompletableFuture<String> stopped = new CompletableFuture<>();

  /** Binds and starts; blocks until the member is alone in its pool. */
  static Shell start(SerfConfig config) {
    config.validate();
    KeyringFile keyringFile =
        config.keyringFile() == null ? null : new KeyringFile(config.keyringFile());
    Keyring keyring = keyring(config, keyringFile);
    String name = config.name().isEmpty() ? hostName() : config.name();
    Sockets sockets = Sockets.bind(config.bind());
    MemberLoop loop = null;
    SnapshotFile snapshot = null;
    try {
      Address advertised = AdvertisedAddress.choose(config.advertise(), sockets.local());
      SwimConfig membership = config.membership(name, advertised);
      loop = MemberLoop.of(name, config.eventLoopGroup());
      MemberLoop started = loop;
      // Not before the port is ours: an agent that runs already may have the same snapshot.
      SnapshotFile opened = openSnapshot(config, name, loop);
      snapshot = opened;
      return started.ask(
          () ->
              new Shell(config, membership, keyring, keyringFile, opened, sockets, started)
                  .begin(config.seeds()));
    } catch (SerfException e) {
      sockets.close();
      if (snapshot != null) {
        snapshot.close().join();
      }
      if (loop != null) {
        loop.close().join();
      }
      throw e;
    }
  }

  private static Keyring keyring(SerfConfig config, @Nullable KeyringFile file) {
    try {
      return new Keyring(file == null ? config.keys() : file.read());
    } catch (SwimException e) {
      throw new SerfException("Failed to create memberlist: " + e.getMessage(), e);
    }
  }

  private static @Nullable SnapshotFile openSnapshot(
      SerfConfig config, String name, MemberLoop loop) {
    Path file = config.snapshot();
    if (file == null) {
      return null;
    }
    // Telemetry belongs to the loop.
    SnapshotFile.Timing timing =
        (metric, nanos) ->
            loop.post(() -> config.telemetry().sample(metric, nanos / NANOS_PER_MILLI));
    return SnapshotFile.open(file, name, config.rejoinAfterLeave(), timing, config.log());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new SerfException("name is not set, and this host's name is not known: set name", e);
    }
  }

  /** On the loop. */
  private Shell(
      SerfConfig config,
      SwimConfig membership,
      Keyring keyring,
      @Nullable KeyringFile keyringFile,
      @Nullable SnapshotFile snapshotFile,
      Sockets sockets,
      MemberLoop loop) {
    this.name = membership.name();
    this.log = config.log();
    this.loop = loop;
    this.keyring = keyring;
    this.snapshotFile = snapshotFile;
    events = new SerfEvents(name, log);
    rawEvents = new SerfEvents(name, log);
    watch = new MemberWatch(name, this::members, log);
    guard = new Guard(log);
    timers = new LoopTimers(loop.netty(), guard);
    network =
        new GossipNetwork(
            loop.netty(), sockets, membership.timing().tcpTimeout(), this, guard, log);
    port = sockets.local().getPort();
    instance =
        new SerfInstance(
            config.settings(),
            membership,
            keyring,
            snapshotFile == null ? Snapshot.none() : snapshotFile.snapshot(),
            network,
            timers,
            new Announcer(
                events,
                rawEvents,
                watch,
                this::forOtherThreads,
                keyring,
                keyringFile,
                this::lostName),
            log,
            config.telemetry(),
            config.identities(),
            new SplittableRandom(),
            new SecureRandom());
  }

  private Shell begin(List<String> firstSeeds) {
    network.open();
    addSeeds(firstSeeds);
    instance.start();
    return this;
  }

  MemberLoop loop() {
    return loop;
  }

  /** To be touched on the loop only. */
  SerfInstance instance() {
    return instance;
  }

  /** On the loop. */
  void addSeeds(Collection<String> more) {
    if (seeds.addAll(more)) {
      instance.seeds(new NamedSeeds(List.copyOf(seeds), port, loop, log));
    }
  }

  boolean isEncrypted() {
    return loop.ask(keyring::isEnabled);
  }

  @Override
  public void onDatagram(Address from, byte[] datagram) {
    guard.run(() -> "a packet from " + from, () -> instance.onDatagram(from, datagram));
  }

  @Override
  public byte @Nullable [] onStream(Address from, byte[] request) {
    return guard.<byte[]>call(
        () -> "a stream from " + from, () -> instance.onStream(from, request));
  }

  List<SerfMember> members() {
    return loop.ask(instance::members);
  }

  /** A query's responder belongs to the loop, and its deadline to the engine's clock. */
  private SerfEvent forOtherThreads(SerfEvent event) {
    if (!(event instanceof SerfEvent.Query query)) {
      return event;
    }
    SerfEvent.Responder responder = payload -> loop.tell(() -> query.responder().respond(payload));
    return new SerfEvent.Query(
        query.lamportTime(),
        query.name(),
        query.payload(),
        timers.toSystemNanos(query.deadlineNanos()),
        responder);
  }

  private void lostName(String reason) {
    log.log(Level.ERR, () -> "kserf: " + name + " stops: " + reason);
    Thread.ofVirtual().start(() -> stop(reason));
  }

  boolean isStopping() {
    return stopping.get();
  }

  CompletableFuture<String> stopped() {
    return stopped.copy();
  }

  /** Waits for the end. */
  String awaitStop() {
    loop.requireOtherThread();
    try {
      return stopped.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SerfException("interrupted while waiting for the member's end", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("broken invariant: the end of a member does not fail", e);
    }
  }

  private CompletableFuture<Void> closeSnapshot() {
    return snapshotFile == null ? CompletableFuture.completedFuture(null) : snapshotFile.close();
  }

  /**
   * Returns when no socket and no thread is left, or at once if called on the loop. Heeds no
   * interrupt: whoever was interrupted still has to close what it has opened.
   */
  void stop(String reason) {
    if (stopping.compareAndSet(false, true)) {
      onLoop(this::shutDown)
          .thenCompose(none -> CompletableFuture.allOf(loop.close(), closeSnapshot()))
          .whenComplete(
              (none, e) -> stopped.completeAsync(() -> reason, Thread::startVirtualThread));
    }
    if (!loop.netty().inEventLoop()) {
      stopped.join();
    }
  }

  private CompletableFuture<Void> onLoop(Runnable task) {
    try {
      return CompletableFuture.runAsync(task, loop.netty());
    } catch (RejectedExecutionException e) {
      // A shared group was shut down before its members: nobody else touches this one any more.
      return CompletableFuture.runAsync(task, Runnable::run);
    }
  }

  private void shutDown() {
    guard.run("the shutdown", instance::shutdown);
    network.close();
    events.close();
    rawEvents.close();
    watch.close();
  }
}
