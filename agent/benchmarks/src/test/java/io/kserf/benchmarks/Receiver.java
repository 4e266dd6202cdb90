package io.kserf.benchmarks;

import io.kserf.serf.SerfInstance;
import io.kserf.serf.SerfSettings;
import io.kserf.serf.snapshot.Snapshot;
import io.kserf.simulation.VirtualTime;
import io.kserf.swim.Address;
import io.kserf.swim.Completion;
import io.kserf.swim.Identities;
import io.kserf.swim.Keyring;
import io.kserf.swim.Log;
import io.kserf.swim.Network;
import io.kserf.swim.SwimConfig;
import io.kserf.swim.SwimConfig.Profile;
import io.kserf.swim.Telemetry;
import io.kserf.swim.Timers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A member with an agent's settings, on a network that takes every datagram and where nobody
 * answers. Time passes only when told to.
 */
final class Receiver {
  private static final Duration GOSSIP_INTERVAL = Duration.ofMillis(200);

  private final VirtualTime time = new VirtualTime();
  private final SerfInstance serf;
  private long sent;
  private long events;

  Receiver(Keyring keyring) {
    var config = SwimConfig.of(Profile.LAN, TypicalPacket.RECEIVER, TypicalPacket.RECEIVER_ADDRESS);
    this.serf =
        new SerfInstance(
            SerfSettings.library(Map.of()),
            config,
            keyring,
            Snapshot.none(),
            new SilentNetwork(),
            new VirtualTimers(),
            event -> events++,
            Log.silent(),
            Telemetry.none(),
            Identities.unshared(),
            new SplittableRandom(1),
            new SecureRandom());
    serf.start();
  }

  /**
   * A datagram arrives, in an array of its own as always.
   *
   * @return how many datagrams were sent so far
   */
  long receive(byte[] datagram) {
    serf.onDatagram(TypicalPacket.SENDER_ADDRESS, datagram.clone());
    return sent;
  }

  void passTime(Duration duration) {
    time.run(duration);
  }

  /** Lets time pass until what was news is told, so that only what comes in makes work. */
  void calmDown() {
    long before;
    do {
      before = sent;
      time.run(GOSSIP_INTERVAL);
    } while (sent > before);
  }

  int members() {
    return serf.members().size();
  }

  /** Member and user events that the application has heard of. */
  long events() {
    return events;
  }

  private final class SilentNetwork implements Network {
    @Override
    public void send(Address to, byte[] datagram) {
      sent++;
    }

    @Override
    public void exchange(Address to, byte[] request, Duration timeout, Completion<byte[]> reply) {}
  }

  private final class VirtualTimers implements Timers {
    @Override
    public long nowNanos() {
      return time.nowNanos();
    }

    @Override
    public Timer after(long delayNanos, Runnable task) {
      return time.after(delayNanos, task);
    }
  }
}
