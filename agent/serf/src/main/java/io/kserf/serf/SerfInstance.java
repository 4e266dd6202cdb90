package io.kserf.serf;

import io.kserf.serf.snapshot.Recovered;
import io.kserf.serf.snapshot.Snapshot;
import io.kserf.swim.Address;
import io.kserf.swim.Completion;
import io.kserf.swim.Identities;
import io.kserf.swim.JoinTarget;
import io.kserf.swim.Keyring;
import io.kserf.swim.Log;
import io.kserf.swim.Network;
import io.kserf.swim.OpenOperations;
import io.kserf.swim.Swim;
import io.kserf.swim.SwimConfig;
import io.kserf.swim.SwimException;
import io.kserf.swim.Telemetry;
import io.kserf.swim.Timers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A member of a Serf pool: membership with tags, user events, queries, keys and coordinates, as a
 * state machine without I/O. Owns a {@link Swim} and is its delegate.
 *
 * <p>One thread at a time, the instance's: all calls into it come from there, and so do all calls
 * of the interfaces that were handed to it. Nothing here blocks, and bytes from the network never
 * make a call throw.
 */
public final class SerfInstance {
  /** How far a member is on its way; texts as in Serf are the names in lower case. */
  public enum State {
    /** In its pool, or alone until it joins. */
    ALIVE,
    /** Saying goodbye. */
    LEAVING,
    /** Has left, still answers, and does not come back. */
    LEFT,
    /** Has stopped. */
    SHUTDOWN
  }

  private static final String STOPPED = "this member has stopped";

  private final Host host;
  private final Keyring keyring;
  private final Lifecycle lifecycle = new Lifecycle();
  private final LamportClock memberClock = new LamportClock();
  private final MemberTable table;
  private final OpenOperations operations = new OpenOperations();
  private final String self;
  private final SerfSettings settings;
  private final Snapshot snapshot;
  private final Swim swim;
  private final EventPipeline events;
  private final Intents intents;
  private final UserEvents userEvents;
  private final Queries queries;
  private final KeyOperations keyOperations;
  private final Departure departure;
  private final ForcedLeave forcedLeave;
  private final Reaper reaper;
  private final Reconnector reconnector;
  private final Rejoin rejoin;
  private final Reunion reunion;

  // What membership calls for; see SwimDelegate.
  final OwnTags tags;
  final Broadcasts broadcasts;
  final Membership membership;
  final StateExchange stateExchange;
  final Coordinates coordinates;
  final Dispatcher dispatcher;
  final NameConflict nameConflict;
  final Recorder recorder;

  /**
   * @param snapshot what a former run has left behind, and where this one records
   * @param identities where members' identities come from
   * @param random for choices of the protocol
   * @param nonces for encryption: cryptographically strong outside of simulations
   * @throws SerfException if the settings are no good
   */
  public SerfInstance(
      SerfSettings settings,
      SwimConfig swimConfig,
      Keyring keyring,
      Snapshot snapshot,
      Network network,
      Timers timers,
      SerfListener listener,
      Log log,
      Telemetry telemetry,
      Identities identities,
      RandomGenerator random,
      RandomGenerator nonces) {
    this.settings = settings;
    this.snapshot = snapshot;
    this.keyring = keyring;
    this.self = swimConfig.name();
    this.host = new Host(timers, log, telemetry, random);
    this.table =
        new MemberTable(
            () -> host.complaints().guard("the listener of changes", listener::onMembersChanged));
    this.tags = new OwnTags(swimConfig, settings.tags());
    this.swim =
        new Swim(
            swimConfig,
            keyring,
            network,
            timers,
            new SwimDelegate(this),
            log,
            telemetry,
            identities,
            random,
            nonces);
    this.recorder =
        snapshot.isNone()
            ? Recorder.none()
            : new SnapshotRecorder(host, snapshot, table, memberClock);
    this.events = new EventPipeline(host, settings, table, recorder, listener);
    this.broadcasts =
        new Broadcasts(
            host,
            swimConfig.timing().retransmitMult(),
            table::size,
            swimConfig.pacing().fairShares(),
            swim::gossipSoon);
    this.coordinates = new Coordinates(host, settings, self, table);
    var recent = new RecentIntents();
    var forgotten = new Forgotten();
    this.membership = new Membership(host, settings, self, table, recent, events);
    this.intents =
        new Intents(
            host,
            settings,
            self,
            memberClock,
            lifecycle,
            table,
            recent,
            forgotten,
            membership,
            broadcasts);
    this.userEvents = new UserEvents(host, settings, broadcasts, events);
    var answers = new Answers(host, settings, self, table, swim);
    var internal =
        new InternalQueries(host, self, table, new KeyKeeper(host, settings, keyring, listener));
    this.queries =
        new Queries(
            host,
            settings,
            swimConfig,
            swim,
            broadcasts,
            answers,
            new QueryMatcher(host, self, tags::tags),
            query -> deliver(query, internal));
    this.stateExchange =
        new StateExchange(host, table, memberClock, queries.clock(), intents, userEvents);
    this.dispatcher = new Dispatcher(host, intents, userEvents, queries, answers, broadcasts);
    this.nameConflict = new NameConflict(host, settings, swim, lifecycle, queries, listener);
    this.keyOperations = new KeyOperations(swim, queries, operations);
    this.departure =
        new Departure(
            host,
            settings,
            self,
            swim,
            lifecycle,
            table,
            intents,
            broadcasts,
            recorder,
            operations);
    this.forcedLeave =
        new ForcedLeave(host, settings, self, table, intents, broadcasts, operations);
    this.reaper = new Reaper(host, settings, table, recent, forgotten, membership);
    this.reconnector = new Reconnector(host, settings, table, swim);
    this.rejoin = new Rejoin(host, settings, lifecycle, table, forgotten, swim, self);
    this.reunion =
        new Reunion(
            host,
            settings,
            lifecycle,
            table,
            forgotten,
            rejoin,
            swim,
            (targets, done) -> join(targets, true, done),
            self);
  }

  private void deliver(IncomingQuery query, InternalQueries internal) {
    recorder.onQuery(query.lamportTime());
    if (InternalQueries.isInternal(query.name())) {
      internal.answer(query);
    } else {
      events.publish(query.toEvent());
    }
  }

  /** Announces this member to itself, and starts all that is done from time to time. Once. */
  public void start() {
    if (!snapshot.isNone()) {
      resume(snapshot.recovered());
    }
    recorder.start();
    swim.start(snapshot.recovered().incarnation());
    broadcasts.start();
    reaper.start();
    reconnector.start();
    rejoin.start(snapshot.recovered().alive());
    reunion.start();
  }

  /** Goes on where a former run has ended: what that one has delivered is old news. */
  private void resume(Recovered recovered) {
    memberClock.witness(recovered.clock());
    userEvents.clock().witness(recovered.eventClock());
    queries.clock().witness(recovered.queryClock());
    userEvents.ignoreBefore(recovered.eventClock() + 1);
    queries.ignoreBefore(recovered.queryClock() + 1);
  }

  /** One datagram arrived on the gossip socket. */
  public void onDatagram(Address from, byte[] datagram) {
    swim.onDatagram(from, datagram);
  }

  /**
   * One whole message was read from an accepted stream; returns the bytes to answer with, or null
   * to just close it.
   */
  public byte @Nullable [] onStream(Address from, byte[] request) {
    return swim.onStream(from, request);
  }

  /**
   * Joins a pool through any of its members. Succeeds with the number of contacts if there was at
   * least one, else fails with all reasons.
   *
   * @param ignoreOld whether user events from before the join are not delivered
   */
  public void join(List<JoinTarget> targets, boolean ignoreOld, Completion<Integer> done) {
    if (!lifecycle.isAlive()) {
      done.failed(new SwimException("Serf can't Join after Leave or Shutdown"));
      return;
    }
    if (ignoreOld) {
      stateExchange.beginIgnoringOld();
    }
    swim.join(targets, new Join(ignoreOld, operations.open(done)));
  }

  /**
   * Looks for these seeds from now on, in the place of those before, whenever nobody is alive at
   * the address of one of them; when this member is alone, at once. Of no effect without {@link
   * SerfSettings#rejoinForever()}.
   */
  public void seeds(SeedSource seeds) {
    reunion.seeds(seeds);
  }

  private final class Join implements Completion<Integer> {
    private final boolean ignoreOld;
    private final Completion<Integer> done;

    Join(boolean ignoreOld, Completion<Integer> done) {
      this.ignoreOld = ignoreOld;
      this.done = done;
    }

    @Override
    public void succeeded(Integer contacts) {
      over();
      if (contacts > 0) {
        intents.announceJoin();
      }
      done.succeeded(contacts);
    }

    @Override
    public void failed(SwimException cause) {
      over();
      done.failed(cause);
    }

    private void over() {
      if (ignoreOld) {
        stateExchange.endIgnoringOld();
      }
    }
  }

  /** Leaves gracefully: succeeds when the leave had time to spread. The instance still answers. */
  public void leave(Completion<Void> done) {
    departure.leave(done);
  }

  /**
   * Turns another member's failure into a leave, everywhere. Succeeds for unknown names, too.
   *
   * @param prune whether the member is forgotten at once, without a tombstone
   */
  public void forceLeave(String name, boolean prune, Completion<Void> done) {
    if (isStopped()) {
      done.failed(new SwimException(STOPPED));
      return;
    }
    forcedLeave.declare(name, prune, done);
  }

  /**
   * Stops at once, without a word to the pool. What was gathered for the application is handed out,
   * what somebody still waits for fails, and no call has an effect afterwards.
   */
  public void shutdown() {
    if (isStopped()) {
      return;
    }
    if (lifecycle.state() != State.LEFT) {
      host.warn(() -> "serf: Shutdown without a Leave");
    }
    lifecycle.advance(State.SHUTDOWN);
    recorder.stop();
    host.stop();
    swim.stop();
    events.flush();
    queries.collectors().closeAll();
    operations.failAll(STOPPED);
  }

  /**
   * Sends a user event to every member, this one included.
   *
   * @param coalesce whether receivers may merge it with others of its name
   * @throws SerfException if it is too large, or this member has stopped
   */
  public void userEvent(String name, byte[] payload, boolean coalesce) {
    requireRunning();
    userEvents.send(name, payload, coalesce);
  }

  /**
   * Asks the pool. {@code listener} hears what comes back until the deadline.
   *
   * @throws SerfException if the query is too large, its name is reserved, or this member has
   *     stopped
   */
  public void query(String name, byte[] payload, QueryParams params, QueryListener listener) {
    requireRunning();
    boolean plainPing = name.equals(InternalQueries.PING) && payload.length == 0;
    if (InternalQueries.isInternal(name) && !plainPing) {
      throw new SerfException("Queries cannot contain the '" + InternalQueries.PREFIX + "' prefix");
    }
    queries.ask(name, payload, params, listener);
  }

  /** Replaces this member's tags. Succeeds when the change has spread. */
  public void setTags(Map<String, String> newTags, Completion<Void> done) {
    try {
      tags.set(newTags);
    } catch (SerfException e) {
      done.failed(new SwimException(String.valueOf(e.getMessage()), e));
      return;
    }
    swim.updateMeta(settings.broadcastTimeout(), operations.open(done));
  }

  /** Adds a key to every keyring; {@code key} is base64 text as users type it. */
  public void installKey(String key, Completion<KeyResult> done) {
    changeKeys(KeyOperations.INSTALL, key, done);
  }

  /** Makes an installed key the one that encrypts. */
  public void useKey(String key, Completion<KeyResult> done) {
    changeKeys(KeyOperations.USE, key, done);
  }

  /** Removes a key, which must not be the one that encrypts. */
  public void removeKey(String key, Completion<KeyResult> done) {
    changeKeys(KeyOperations.REMOVE, key, done);
  }

  public void listKeys(Completion<KeyResult> done) {
    changeKeys(KeyOperations.LIST, "", done);
  }

  private void changeKeys(String query, String key, Completion<KeyResult> done) {
    if (isStopped()) {
      done.failed(new SwimException(STOPPED));
      return;
    }
    keyOperations.run(query, key, done);
  }

  private boolean isStopped() {
    return lifecycle.state() == State.SHUTDOWN;
  }

  private void requireRunning() {
    if (isStopped()) {
      throw new SerfException(STOPPED);
    }
  }

  public State state() {
    return lifecycle.state();
  }

  /**
   * This member as it sees itself.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  public SerfMember localMember() {
    MemberRecord record = table.find(self);
    if (record == null) {
      throw new IllegalStateException("not started");
    }
    return record.member();
  }

  /** All members, those that failed or left a while ago included, in the order of their arrival. */
  public List<SerfMember> members() {
    return table.all().stream().map(MemberRecord::member).toList();
  }

  /** One member in whatever status, or null if nobody of this name is known. */
  public @Nullable SerfMember member(String name) {
    MemberRecord record = table.find(name);
    return record == null ? null : record.member();
  }

  /** Serf's {@code stats}, section {@code serf}. */
  public Map<String, String> stats() {
    var stats = new LinkedHashMap<String, String>();
    stats.put("members", String.valueOf(table.size()));
    stats.put("failed", String.valueOf(table.count(MemberStatus.FAILED)));
    stats.put("left", String.valueOf(table.count(MemberStatus.LEFT)));
    stats.put("health_score", String.valueOf(swim.healthScore()));
    stats.put("member_time", String.valueOf(memberClock.time()));
    stats.put("event_time", String.valueOf(userEvents.clock().time()));
    stats.put("query_time", String.valueOf(queries.clock().time()));
    stats.put("intent_queue", String.valueOf(broadcasts.intentDepth()));
    stats.put("event_queue", String.valueOf(broadcasts.eventDepth()));
    stats.put("query_queue", String.valueOf(broadcasts.queryDepth()));
    stats.put("encrypted", String.valueOf(keyring.isEnabled()));
    if (coordinates.isEnabled()) {
      stats.put("coordinate_resets", String.valueOf(coordinates.resets()));
    }
    return stats;
  }

  /** The cached network coordinate of a member, or null. */
  public @Nullable Coordinate coordinate(String name) {
    return coordinates.find(name);
  }
}
