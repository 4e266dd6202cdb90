package io.kserf.benchmarks;

import io.kserf.serf.SerfInstance;
import io.kserf.serf.SerfSettings;
import io.kserf.serf.snapshot.Snapshot;
import io.kserf.serf.wire.RawCoordinate;
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
import io.kserf.swim.Timing;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.MessageCodec;
import io.kserf.swim.wire.PacketCodec;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A member with an agent's settings that is told of others. On its network all pings are answered,
 * and all else is lost.
 */
final class Onlooker implements Network, Timers {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration COALESCING = Duration.ofSeconds(4);
  private static final Duration ROUND_TRIP = Duration.ofMillis(1);
  private static final byte[] COORDINATE =
      new RawCoordinate(new double[8], 1.5, 0, 1e-5).toAckPayload();

  private final BareTime time = new BareTime();
  private final PacketCodec packets =
      new PacketCodec("", false, Keyring.disabled(), new SplittableRandom(1));
  private final SerfInstance serf;
  private long sent;

  /**
   * @param probes whether it probes whom it knows, and so learns their coordinates
   */
  Onlooker(int number, Identities identities, boolean probes) {
    SwimConfig lan = SwimConfig.of(Profile.LAN, "onlooker-" + number, Crowd.address(~number));
    this.serf =
        new SerfInstance(
            SerfSettings.agent(Map.of("role", "onlooker")),
            lan.withTiming(timing(lan.timing(), probes)),
            Keyring.disabled(),
            Snapshot.none(),
            this,
            this,
            event -> {},
            Log.silent(),
            Telemetry.none(),
            identities,
            new SplittableRandom(number),
            new SplittableRandom(number));
    serf.start();
  }

  /**
   * Broadcasts are sent less often, as nobody hears them: what counts is what is left afterwards.
   */
  private static Timing timing(Timing lan, boolean probes) {
    return new Timing(
        lan.tcpTimeout(),
        lan.indirectChecks(),
        1,
        lan.suspicionMult(),
        lan.suspicionMaxTimeoutMult(),
        Duration.ZERO,
        probes ? lan.probeInterval() : Duration.ZERO,
        lan.probeTimeout(),
        lan.awarenessMaxMultiplier(),
        lan.gossipInterval(),
        lan.gossipNodes(),
        lan.gossipToTheDeadTime(),
        lan.tcpPings(),
        lan.deadNodeReclaimTime());
  }

  /** Takes a push/pull in, and goes on until all that it brought was passed on and told. */
  void hear(byte[] pushPull) {
    if (serf.onStream(Crowd.address(1), pushPull) == null) {
      throw new IllegalStateException("the push/pull was not answered");
    }
    long before;
    do {
      before = sent;
      time.run(TICK);
    } while (sent > before);
    time.run(COALESCING);
  }

  void passTime(Duration duration) {
    time.run(duration);
  }

  /** Members that it believes to be alive, itself included. */
  int aliveMembers() {
    return (int) serf.members().stream().filter(member -> member.isAlive()).count();
  }

  /** All that it knows, in whatever state, itself included. */
  int members() {
    return serf.members().size();
  }

  boolean hasCoordinateOf(String name) {
    return serf.coordinate(name) != null;
  }

  @Override
  public void send(Address to, byte[] datagram) {
    sent++;
    packets.open(datagram, new Answer(to));
  }

  @Override
  public void exchange(Address to, byte[] request, Duration timeout, Completion<byte[]> reply) {}

  @Override
  public long nowNanos() {
    return time.nowNanos();
  }

  @Override
  public Timer after(long delayNanos, Runnable task) {
    return time.after(delayNanos, task);
  }

  private final class Answer implements PacketCodec.Sink {
    private final Address from;

    Answer(Address from) {
      this.from = from;
    }

    @Override
    public void onMessage(Message message) {
      if (message instanceof Message.Ping ping) {
        byte[] ack = MessageCodec.encode(new Message.Ack(ping.seqNo(), COORDINATE));
        time.after(ROUND_TRIP.toNanos(), () -> serf.onDatagram(from, packets.seal(ack, false)));
      }
    }

    @Override
    public void onMalformed(MalformedMessage cause) {
      throw cause;
    }
  }
}
