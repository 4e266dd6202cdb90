package io.kserf.swim;

import io.kserf.swim.wire.PacketCodec;
import io.kserf.swim.wire.StreamCodec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One member's membership: the instance, seen from its shell. Each entry point takes one input and
 * hands it to the part that knows what to do.
 *
 * <p>All calls come from one thread at a time. None blocks, and no input from the network makes one
 * throw: bad packets and streams are counted and logged.
 */
public final class Swim {
  private final SwimConfig config;
  private final InstanceTimers timers;
  private final Complaints complaints;
  private final MemberTable table;
  private final OpenOperations operations = new OpenOperations();
  private final Shell shell;
  private final Health health;
  private final Packets packets;
  private final Prober prober;
  private final Gossip gossip;
  private final PushPull pushPull;
  private final Announcements announcements;
  private final Inbox inbox;

  /**
   * @param keyring may change at any time, between two calls
   * @param identities where members' identities come from
   * @param random for choices of the protocol (peers, shuffles, delays)
   * @param nonces for encryption: cryptographically strong outside of simulations
   */
  public Swim(
      SwimConfig config,
      Keyring keyring,
      Network network,
      Timers timers,
      Delegate delegate,
      Log log,
      Telemetry telemetry,
      Identities identities,
      RandomGenerator random,
      RandomGenerator nonces) {
    this.config = config;
    var hosts = new MemberHosts(config.admission().strictSources());
    this.table = new MemberTable(MemberTable.MAX_MEMBERS, hosts);
    this.complaints = new Complaints(log, telemetry, timers);
    this.timers = new InstanceTimers(timers, task -> complaints.guard("a timer", task));
    this.shell =
        new Shell(
            config, network, this.timers, delegate, log, telemetry, complaints, identities, random);
    this.health = new Health(config.timing().awarenessMaxMultiplier(), telemetry);
    var queue = new BroadcastQueue(config.timing().retransmitMult(), table::size);
    var packetCodec =
        new PacketCodec(config.framing().label(), config.framing().compression(), keyring, nonces);
    var streams =
        new Streams(
            shell,
            new StreamCodec(
                config.framing().label(), config.framing().compression(), keyring, nonces));
    var acks = new PendingAcks();
    this.packets = new Packets(shell, table, queue, packetCodec);
    this.gossip = new Gossip(shell, table, queue, packets);
    var accused = new Accused(shell, table, packets::attemptBare);
    var rumours =
        new Rumours(shell, table, queue, health, gossip::soon, gossip::atNextTick, accused);
    this.prober = new Prober(shell, table, acks, packets, streams, health, rumours, accused);
    this.pushPull = new PushPull(shell, table, streams, rumours);
    this.announcements = new Announcements(shell, table, rumours);
    var answers = new Answers(shell, acks, packets);
    this.inbox =
        new Inbox(
            shell,
            new Sources(shell, hosts),
            keyring,
            packetCodec,
            streams,
            answers,
            acks,
            rumours,
            pushPull);
  }

  /** As {@link #start(long)}, for a member that knows of no former run. */
  public void start() {
    start(0);
  }

  /**
   * Announces this member to itself and starts probe, gossip and push/pull. Called once.
   *
   * @param lastIncarnation the highest incarnation that a former run may have announced, 0 for none
   */
  public void start(long lastIncarnation) {
    announcements.first(lastIncarnation);
    prober.start();
    gossip.start();
    pushPull.start();
  }

  /** A datagram arrived. The array is given up by the caller. */
  public void onDatagram(Address from, byte[] datagram) {
    if (!timers.isStopped()) {
      complaints.guard("a packet", () -> inbox.onDatagram(from, datagram));
    }
  }

  /**
   * One whole message was read from an accepted stream; returns the bytes to answer with, or null
   * to just close it.
   */
  public byte @Nullable [] onStream(Address from, byte[] request) {
    return timers.isStopped()
        ? null
        : complaints.guarded("a stream", () -> inbox.onStream(from, request));
  }

  /**
   * Push/pull with each address in turn. Succeeds with the number of contacts if there was at least
   * one, or if there was none to try; else fails with all reasons.
   */
  public void join(List<JoinTarget> targets, Completion<Integer> done) {
    perform(done, operation -> new Join(shell, pushPull, targets, operation).next());
  }

  /**
   * Announces new meta (asks the delegate for it), and is done when the broadcast is. Zero for
   * {@code timeout} waits as long as it takes.
   */
  public void updateMeta(Duration timeout, Completion<Void> done) {
    perform(done, operation -> announcements.update(timeout, operation));
  }

  /**
   * Announces that this member leaves, and is done when the broadcast is. It still answers
   * afterwards, until {@link #stop()}. Zero for {@code timeout} waits as long as it takes.
   */
  public void leave(Duration timeout, Completion<Void> done) {
    perform(done, operation -> announcements.leave(timeout, operation));
  }

  /** Cancels every timer and fails what is under way; no call has an effect afterwards. */
  public void stop() {
    timers.stop();
    operations.failAll("this member has stopped");
  }

  /** The delegate has something new to broadcast, which need not wait for the next tick. */
  public void gossipSoon() {
    gossip.soon();
  }

  /**
   * Whether a user message may be sent that ends at an address which somebody on the network has
   * named, be it straight or through others. At a member's always; any other IP address gets no
   * more than some KiB a second, which an answer of yes is counted against.
   *
   * @param name the member that lives there, as it was named; a small pool takes any for the empty
   *     one
   */
  public boolean mayAnswer(Address to, String name, int messageBytes) {
    return packets.mayAnswer(to, name, messageBytes);
  }

  /** Sends a user message straight to one address, without piggyback. */
  public void sendUser(Address to, byte[] message) {
    if (!timers.isStopped()) {
      packets.sendUser(to, message);
    }
  }

  /** This member itself. Not before {@link #start()}. */
  public Member self() {
    Member self = table.find(config.name());
    if (self == null) {
      throw new IllegalStateException("this member has not started yet");
    }
    return self;
  }

  /** A member as known now, or null if nobody of this name is known. */
  public @Nullable Member member(String name) {
    return table.find(name);
  }

  /** All members that are still in the table, in every state, self included: a copy. */
  public Collection<Member> members() {
    return table.members();
  }

  /** Members that are neither dead nor left, self included. */
  public int livingCount() {
    return table.livingCount();
  }

  /** Lifeguard's local health score: 0 is healthy. */
  public int healthScore() {
    return health.score();
  }

  private <T> void perform(Completion<T> done, Start<T> start) {
    if (timers.isStopped()) {
      done.failed(new SwimException("this member has stopped"));
    } else {
      start.with(operations.open(done));
    }
  }

  /** Begins an operation that tells its outcome to {@code operation}. */
  private interface Start<T> {
    void with(Completion<T> operation);
  }
}
