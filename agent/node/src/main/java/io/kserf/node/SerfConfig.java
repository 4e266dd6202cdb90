package io.kserf.node;

import io.kserf.serf.KeyText;
import io.kserf.serf.SerfException;
import io.kserf.serf.SerfSettings;
import io.kserf.swim.Address;
import io.kserf.swim.Admission;
import io.kserf.swim.Framing;
import io.kserf.swim.Identities;
import io.kserf.swim.Log;
import io.kserf.swim.NetworkRange;
import io.kserf.swim.Pacing;
import io.kserf.swim.SwimConfig;
import io.kserf.swim.SwimConfig.Profile;
import io.kserf.swim.Telemetry;
import io.netty.channel.EventLoopGroup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a member is set up, with Serf's names and defaults. Immutable: every method returns a changed
 * copy, so one config can be the base of many members.
 *
 * <pre>{@code
 * SerfConfig.lan().name("web1").bind("10.0.0.1:7946").tag("role", "webserver")
 * }</pre>
 *
 * <p>It is enough to choose a profile. A server then binds a known address and has a name, and tags
 * that say what it is for; {@link #snapshot} and {@link #seeds} let it find its pool by itself; an
 * {@link #encryptKey} keeps others out. All members of a pool need the same profile, key and {@link
 * #label}.
 *
 * <p>A text that cannot be read is refused at once; whether the values fit together and are in
 * range is checked by {@link Serf#create}. Both throw a {@link SerfException} that names the key,
 * the value and what is allowed, in Serf's words where it has some.
 */
public final class SerfConfig implements Cloneable {
  /** Serf's port for gossip, UDP and TCP. */
  public static final int DEFAULT_PORT = 7946;

  private static final int MIN_PROTOCOL = 2;
  private static final int MAX_PROTOCOL = 5;
  private static final int MAX_LABEL_BYTES = 255;

  // Changed only by `with`, on a copy that nobody else has seen yet.
  private Profile profile;
  private String name = "";
  private HostPort bind = new HostPort("0.0.0.0", DEFAULT_PORT);
  private @Nullable HostPort advertise;
  private Map<String, String> tags = Map.of();
  private List<byte[]> keys = List.of();
  private @Nullable Path keyringFile;
  private @Nullable Path snapshot;
  private boolean rejoinAfterLeave;
  private List<String> seeds = List.of();
  private boolean rejoinForever = true;
  private int protocol = MAX_PROTOCOL;
  private String label = "";
  private boolean compression = true;
  private Admission admission = Admission.OPEN;
  private Pacing pacing = Pacing.AHEAD;
  private boolean coalesce;
  private Duration broadcastTimeout;
  private Duration leavePropagateDelay;
  private Duration reconnectInterval;
  private Duration reconnectTimeout;
  private Duration tombstoneTimeout;
  private int userEventSizeLimit;
  private int querySizeLimit;
  private int queryResponseSizeLimit;
  private boolean nameConflictResolution = true;
  private Log log = SystemLog.kserf();
  private Telemetry telemetry = Telemetry.none();
  private @Nullable EventLoopGroup eventLoopGroup;
  private Identities identities = Identities.unshared();

  private SerfConfig(Profile profile) {
    this.profile = profile;
    SerfSettings defaults = SerfSettings.library(Map.of());
    broadcastTimeout = defaults.broadcastTimeout();
    leavePropagateDelay = defaults.leavePropagateDelay();
    reconnectInterval = defaults.reconnectInterval();
    reconnectTimeout = defaults.reconnectTimeout();
    tombstoneTimeout = defaults.tombstoneTimeout();
    userEventSizeLimit = defaults.userEventSizeLimit();
    querySizeLimit = defaults.querySizeLimit();
    queryResponseSizeLimit = defaults.queryResponseSizeLimit();
  }

  private SerfConfig with(Consumer<SerfConfig> change) {
    SerfConfig copy;
    try {
      copy = (SerfConfig) clone();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
    change.accept(copy);
    return copy;
  }

  /**
   * Timing for members in one data centre: a crash is noticed within seconds, news crosses the pool
   * in a second. The usual choice.
   */
  public static SerfConfig lan() {
    return new SerfConfig(Profile.LAN);
  }

  /** Timing for members that are far from each other: slower, and more patient with the network. */
  public static SerfConfig wan() {
    return new SerfConfig(Profile.WAN);
  }

  /** Timing for members on one machine, as in tests: quick, and not patient. */
  public static SerfConfig local() {
    return new SerfConfig(Profile.LOCAL);
  }

  /**
   * Timing for up to about 50 members in one good network: a crash is noticed within a second and a
   * half. Kserf's own.
   */
  public static SerfConfig fast() {
    return new SerfConfig(Profile.FAST);
  }

  /** Replaces the timing and nothing else. */
  public SerfConfig profile(Profile profile) {
    return with(c -> c.profile = profile);
  }

  /**
   * What this member is called: unique in the pool, and the same after a restart. The host's name
   * by default. See {@link #nameConflictResolution} for what becomes of a second one.
   */
  public SerfConfig name(String name) {
    return with(c -> c.name = name);
  }

  /**
   * Where to listen, UDP and TCP: {@code host[:port]}, IPv6 with a port in brackets. Without a port
   * it is 7946, and port 0 takes a free one, which {@link Serf#localMember()} tells. By default
   * {@code 0.0.0.0:7946}, and then the first private address of this host is advertised.
   */
  public SerfConfig bind(String hostPort) {
    var parsed = HostPort.parse("bind", hostPort, DEFAULT_PORT);
    return with(c -> c.bind = parsed);
  }

  /**
   * The address that others reach this member at, {@code host[:port]}, where it is not the one that
   * is bound: behind a port mapping, for instance.
   */
  public SerfConfig advertise(String hostPort) {
    var parsed = HostPort.parse("advertise", hostPort, DEFAULT_PORT);
    return with(c -> c.advertise = parsed);
  }

  /** Sets one tag beside those already set. */
  public SerfConfig tag(String key, String value) {
    var changed = new HashMap<>(tags);
    changed.put(key, value);
    return tags(changed);
  }

  /**
   * Replaces all tags. Everybody in the pool sees them; they can be changed later with {@link
   * Serf#setTags}. Encoded they may take 512 bytes.
   */
  public SerfConfig tags(Map<String, String> tags) {
    var copied = Map.copyOf(tags);
    return with(c -> c.tags = copied);
  }

  /**
   * Encrypts gossip with one key (AES-GCM): base64 of 16, 24 or 32 bytes, as {@code serf keygen}
   * prints it. Members without it are neither heard nor let in. An empty text turns encryption off.
   */
  public SerfConfig encryptKey(String base64) {
    try {
      return keys(base64.isEmpty() ? List.of() : List.of(KeyText.decode(base64)));
    } catch (SerfException e) {
      throw new SerfException("Invalid encryption key: " + e.getMessage(), e);
    }
  }

  /** As {@link #encryptKey} with several; the first one encrypts, all are tried on receipt. */
  public SerfConfig keys(List<byte[]> keys) {
    var copied = keys.stream().map(byte[]::clone).toList();
    return with(c -> c.keys = copied);
  }

  /**
   * Keeps the keys in this file: a JSON list of base64 keys, primary first. It must exist, is read
   * at start and rewritten (mode 0600) after each key change of the pool.
   */
  public SerfConfig keyringFile(Path file) {
    return with(c -> c.keyringFile = file);
  }

  /**
   * Records in this file, which need not exist yet, what lets a member that was restarted find its
   * pool again by itself: who was alive, and how far the clocks were. HashiCorp's serf reads the
   * same file. One that cannot be read or written is logged and does not stop the member.
   */
  public SerfConfig snapshot(Path file) {
    return with(c -> c.snapshot = file);
  }

  /**
   * Whether a member whose {@link #snapshot} ends with a leave is to find its pool again all the
   * same. Off by default: who left stays away until told to join.
   */
  public SerfConfig rejoinAfterLeave(boolean on) {
    return with(c -> c.rejoinAfterLeave = on);
  }

  /**
   * Where this member finds its pool: {@code [name/]host[:port]}, each resolved anew whenever it is
   * used, to all its IP addresses. They are tried in the background, from the start and for as long
   * as this member runs, while nobody is alive at one of those addresses: at first every 30 s
   * ({@link #reconnectInterval}), then more and more seldom, down to once in 5 to 10 minutes. Who
   * left on purpose is left alone. User events from before the first meeting are not delivered.
   *
   * <p>Seeds cost nothing while they are alive, and need not all be up. For an answer to whether a
   * join succeeded there is {@link Serf#join}.
   */
  public SerfConfig seeds(List<String> addresses) {
    addresses.forEach(JoinAddresses::requireReadable);
    var copied = List.copyOf(addresses);
    return with(c -> c.seeds = copied);
  }

  /**
   * Whether this member goes on looking for seeds, and for members that it has forgotten because
   * they were failed for longer than {@link #reconnectTimeout}: the last 256 of them, for 7 days.
   * So a pool that fell apart comes together however long that lasts. On by default; Serf's members
   * do not. Turn it off where the addresses of former members may go to another pool that has no
   * encryption key of its own.
   */
  public SerfConfig rejoinForever(boolean on) {
    return with(c -> c.rejoinForever = on);
  }

  /** The version of Serf's protocol that this member speaks, 2 to 5. The newest by default. */
  public SerfConfig protocol(int version) {
    return with(c -> c.protocol = version);
  }

  /** Memberlist's label, at most 255 bytes: members of another label are not heard. */
  public SerfConfig label(String label) {
    return with(c -> c.label = label);
  }

  /** Whether what is sent is compressed where that makes it smaller. On by default. */
  public SerfConfig compression(boolean on) {
    return with(c -> c.compression = on);
  }

  /**
   * Listens to these networks only, {@code 10.0.0.0/8} or one IP address each: who lives or speaks
   * elsewhere is no member and is not heard. By default, and with none, all are allowed.
   */
  public SerfConfig allowedNetworks(List<String> cidrs) {
    List<NetworkRange> ranges;
    try {
      ranges = cidrs.stream().map(NetworkRange::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new SerfException("allowed networks: " + e.getMessage(), e);
    }
    return with(c -> c.admission = new Admission(ranges, c.admission.strictSources()));
  }

  /**
   * Whether gossip counts only if it comes from the IP address of a member, and a ping only if its
   * answer is to go where it came from. Off by default: it does not go with address translation.
   */
  public SerfConfig strictSources(boolean on) {
    return with(c -> c.admission = new Admission(c.admission.allowed(), on));
  }

  /** How soon to gossip, and how much; {@link Pacing#SERF} does as Serf does. */
  public SerfConfig pacing(Pacing pacing) {
    return with(c -> c.pacing = pacing);
  }

  /**
   * Whether events of members, and user events that allow it, are held back for 3 s at most, until
   * 1 s is quiet, and delivered together. Off by default; Serf's agent has it on.
   */
  public SerfConfig coalesce(boolean on) {
    return with(c -> c.coalesce = on);
  }

  /** How long a leave, a force-leave or a change of tags may take to spread; 5 s by default. */
  public SerfConfig broadcastTimeout(Duration timeout) {
    return with(c -> c.broadcastTimeout = timeout);
  }

  /**
   * How long {@link Serf#leave()} goes on answering, so that the news of it spreads; may be zero, 1
   * s by default.
   */
  public SerfConfig leavePropagateDelay(Duration delay) {
    return with(c -> c.leavePropagateDelay = delay);
  }

  /** How often a failed member is tried again; every 30 s by default. */
  public SerfConfig reconnectInterval(Duration interval) {
    return with(c -> c.reconnectInterval = interval);
  }

  /** After how long a failed member is forgotten (reaped); 24 hours by default. */
  public SerfConfig reconnectTimeout(Duration timeout) {
    return with(c -> c.reconnectTimeout = timeout);
  }

  /** After how long a member that left is forgotten (reaped); 24 hours by default. */
  public SerfConfig tombstoneTimeout(Duration timeout) {
    return with(c -> c.tombstoneTimeout = timeout);
  }

  /** Bytes of a user event that is sent here, name and payload; 512 by default, at most 9216. */
  public SerfConfig userEventSizeLimit(int bytes) {
    return with(c -> c.userEventSizeLimit = bytes);
  }

  /** Bytes of a query that is asked here, with its envelope; 1,024 by default. */
  public SerfConfig querySizeLimit(int bytes) {
    return with(c -> c.querySizeLimit = bytes);
  }

  /** Bytes of an answer that is given here, with its envelope; 1,024 by default. */
  public SerfConfig queryResponseSizeLimit(int bytes) {
    return with(c -> c.queryResponseSizeLimit = bytes);
  }

  /**
   * Whether the pool votes when two members claim one name. Who loses the vote stops by itself, see
   * {@link Serf#stopped()}. On by default; off, both stay and the pool sees now one, now the other.
   */
  public SerfConfig nameConflictResolution(boolean on) {
    return with(c -> c.nameConflictResolution = on);
  }

  /**
   * Where the member says what happens. By default the {@link System.Logger} {@code io.kserf}.
   * Called from any thread, the event loop's included: it must not block.
   */
  public SerfConfig log(Log log) {
    return with(c -> c.log = log);
  }

  /**
   * Where the member counts and measures. By default nothing is. Called from the member's event
   * loop, which it must not hold up.
   */
  public SerfConfig telemetry(Telemetry telemetry) {
    return with(c -> c.telemetry = telemetry);
  }

  /**
   * Runs the member on a loop of this NIO group, which stays the caller's to shut down, after its
   * members are closed. By default a member has a thread of its own; members in the thousands share
   * a group of a few, and {@link #identities}. Each has two file descriptors, and more for a moment
   * while it exchanges lists.
   */
  public SerfConfig eventLoopGroup(EventLoopGroup group) {
    return with(c -> c.eventLoopGroup = group);
  }

  /**
   * Lets the member keep names, addresses and tags of other members in common with all members of
   * this process that are given the same object. For members in great number: each knows all, but
   * who that is takes memory once. By default nothing is shared.
   */
  public SerfConfig identities(SharedIdentities shared) {
    return with(c -> c.identities = shared);
  }

  HostPort bind() {
    return bind;
  }

  @Nullable HostPort advertise() {
    return advertise;
  }

  String name() {
    return name;
  }

  List<byte[]> keys() {
    return keys;
  }

  @Nullable Path keyringFile() {
    return keyringFile;
  }

  @Nullable Path snapshot() {
    return snapshot;
  }

  boolean rejoinAfterLeave() {
    return rejoinAfterLeave;
  }

  List<String> seeds() {
    return seeds;
  }

  Log log() {
    return log;
  }

  Telemetry telemetry() {
    return telemetry;
  }

  @Nullable EventLoopGroup eventLoopGroup() {
    return eventLoopGroup;
  }

  Identities identities() {
    return identities;
  }

  /** Checks ranges, in the order and with the words of Serf where it has some. */
  void validate() {
    if (protocol < MIN_PROTOCOL || protocol > MAX_PROTOCOL) {
      throw new SerfException(
          "Protocol version '%d' too %s. Must be in range: [%d, %d]"
              .formatted(
                  protocol, protocol < MIN_PROTOCOL ? "low" : "high", MIN_PROTOCOL, MAX_PROTOCOL));
    }
    SettingsCheck.requireInRange(settings());
    if (!seeds.isEmpty() && !rejoinForever) {
      throw new SerfException("seeds are looked for only with rejoinForever (or use join)");
    }
    if (keyringFile != null && !keys.isEmpty()) {
      throw new SerfException("Encryption key not allowed while using a keyring");
    }
    if (label.getBytes(StandardCharsets.UTF_8).length > MAX_LABEL_BYTES) {
      throw new SerfException(
          "label '%s' is longer than %d bytes".formatted(label, MAX_LABEL_BYTES));
    }
  }

  /**
   * @throws SerfException if this member would not listen to itself
   */
  SwimConfig membership(String memberName, Address advertised) {
    if (!admission.allows(advertised)) {
      throw new SerfException(
          "the advertised address %s is in none of the allowed networks %s"
              .formatted(advertised, admission.allowed()));
    }
    return SwimConfig.of(profile, memberName, advertised)
        .withProtocol(protocol)
        .withFraming(Framing.SERF.withLabel(label).withCompression(compression))
        .withAdmission(admission)
        .withPacing(pacing);
  }

  SerfSettings settings() {
    SerfSettings preset = coalesce ? SerfSettings.agent(tags) : SerfSettings.library(tags);
    return new SerfSettings(
        preset.tags(),
        broadcastTimeout,
        leavePropagateDelay,
        preset.reapInterval(),
        reconnectInterval,
        reconnectTimeout,
        tombstoneTimeout,
        preset.recentIntentTimeout(),
        preset.flapTimeout(),
        preset.coalescePeriod(),
        preset.quiescentPeriod(),
        preset.userCoalescePeriod(),
        preset.userQuiescentPeriod(),
        userEventSizeLimit,
        querySizeLimit,
        queryResponseSizeLimit,
        nameConflictResolution,
        preset.coordinates(),
        rejoinForever);
  }
}
