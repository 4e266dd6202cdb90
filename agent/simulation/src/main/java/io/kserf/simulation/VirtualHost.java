package io.kserf.simulation;

import io.kserf.swim.Address;
import io.kserf.swim.Completion;
import io.kserf.swim.Log;
import io.kserf.swim.Network;
import io.kserf.swim.Telemetry;
import io.kserf.swim.Timers;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A machine with one address, on which at most one process runs at a time.
 *
 * @param <P> the kind of process
 */
public final class VirtualHost<P extends HostProcess> {
  private final VirtualNetwork network;
  private final String name;
  private final Address address;
  private final HostServices.Boot<P> boot;
  private final RandomGenerator.SplittableGenerator random;
  private @Nullable Run run;

  VirtualHost(
      VirtualNetwork network,
      String name,
      Address address,
      HostServices.Boot<P> boot,
      RandomGenerator.SplittableGenerator random) {
    this.network = network;
    this.name = name;
    this.address = address;
    this.boot = boot;
    this.random = random;
  }

  public String name() {
    return name;
  }

  public Address address() {
    return address;
  }

  public boolean isRunning() {
    return run != null;
  }

  /**
   * The process that runs.
   *
   * @throws IllegalStateException if none does
   */
  public P process() {
    return running().process;
  }

  private Run running() {
    Run current = run;
    if (current == null) {
      throw new IllegalStateException("nothing runs on " + name);
    }
    return current;
  }

  @Nullable Run run() {
    return run;
  }

  /** Starts a new process, which knows nothing of an earlier one. */
  public P start() {
    if (run != null) {
      throw new IllegalStateException(name + " runs already");
    }
    var started = new Run();
    run = started;
    network.trace().line(name, "boots");
    started.process.start();
    return started.process;
  }

  /** Ends the process at once, as {@code kill -9} does: it does not even notice. */
  public void crash() {
    running().ended = true;
    run = null;
    network.trace().line(name, "crashes");
  }

  /**
   * Stops the process for a while, as a garbage collection or a crowded machine does: what arrives
   * and what is due meanwhile waits, in its order.
   */
  public void pause(Duration duration) {
    running().resumesAt = network.time().nowNanos() + duration.toNanos();
    network.trace().line(name, "pauses for " + duration.toMillis() + " ms");
  }

  /** One life of a process. When it is over, nothing reaches it any more, nor leaves it. */
  final class Run implements Network, Timers, Log, Telemetry {
    // A clock of its own for each life, as an origin means nothing.
    private final long origin;
    private final P process;
    private long resumesAt;
    private boolean ended;

    Run() {
      var own = random.split();
      this.origin = own.nextLong(Duration.ofHours(1).toNanos());
      this.process =
          boot.boot(
              new HostServices(name, address, this, this, this, this, network.identities(), own));
    }

    boolean isOver() {
      return ended;
    }

    /** Lets the process do something as soon as it can; never, if it ends before. */
    void whenAwake(Runnable task) {
      long wait = resumesAt - network.time().nowNanos();
      if (ended) {
        return;
      }
      if (wait > 0) {
        network.time().after(wait, () -> whenAwake(task));
      } else {
        task.run();
      }
    }

    Address address() {
      return address;
    }

    String name() {
      return name;
    }

    P process() {
      return process;
    }

    @Override
    public void send(Address to, byte[] datagram) {
      if (!ended) {
        network.send(this, to, datagram);
      }
    }

    @Override
    public void exchange(Address to, byte[] request, Duration timeout, Completion<byte[]> reply) {
      if (!ended) {
        new VirtualStream(network, this, to, timeout, reply).dial(request);
      }
    }

    @Override
    public long nowNanos() {
      return origin + network.time().nowNanos();
    }

    @Override
    public Timer after(long delayNanos, Runnable task) {
      return network.time().after(delayNanos, () -> whenAwake(task));
    }

    /** An error that the engine tells of is a defect: it ends the simulation. */
    @Override
    public void log(Level level, Supplier<String> message) {
      if (level == Level.TRACE || level == Level.DEBUG) {
        return;
      }
      String text = "[" + level + "] " + message.get();
      network.trace().line(name, text);
      if (text.contains("internal error")) {
        throw new AssertionError(network.trace().lines().getLast());
      }
    }

    @Override
    public void count(String counter, long by) {}

    @Override
    public void sample(String distribution, double value) {}

    @Override
    public void gauge(String gauge, double value) {}
  }
}
