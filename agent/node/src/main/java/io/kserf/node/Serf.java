package io.kserf.node;

import io.kserf.serf.Coordinate;
import io.kserf.serf.KeyResult;
import io.kserf.serf.QueryParams;
import io.kserf.serf.SerfException;
import io.kserf.serf.SerfInstance;
import io.kserf.serf.SerfMember;
import io.kserf.swim.Completion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A member of a pool, for an application to embed.
 *
 * <pre>{@code
 * try (var serf = Serf.create(SerfConfig.lan().name("web1").bind("10.0.0.1:7946").tag("role", "web"))) {
 *   serf.watchMembers().subscribe(pool -> show(pool.alive()));
 *   serf.events().subscribe(event -> log(event));
 *   serf.join(List.of("10.0.0.2"));
 *   serf.userEvent("deploy", payload, true);
 *   Map<String, String> loads = serf.query("load", new byte[0], QueryParams.DEFAULT).await().texts();
 *   serf.awaitStop();
 * }
 * }</pre>
 *
 * <p>Every method may be called from any thread. Those that say "blocks" wait for the pool, for a
 * few seconds as a rule; the others wait for the member's event loop, which never blocks, for less
 * than a millisecond as a rule. The former are refused with an {@link IllegalStateException} on the
 * event loop itself, where nothing of an application runs but its {@link SerfConfig#log} and {@link
 * SerfConfig#telemetry}.
 *
 * <p>What the pool or this member refuses is thrown as a {@link SerfException}, whose message is
 * Serf's where Serf has one; after {@link #close()} that is every call but {@link #state()}, {@link
 * #stopped()}, {@link #awaitStop()}, those that subscribe, and close itself. A thread that is
 * interrupted while it waits gets a SerfException as well, with its interrupt status set.
 */
public final class Serf implements AutoCloseable {
  private final Shell shell;

  private Serf(Shell shell) {
    this.shell = shell;
  }

  /**
   * Binds, starts, and returns a member that is alone in its pool until it joins. Blocks until it
   * is bound. Host names in {@link SerfConfig#bind} and {@link SerfConfig#advertise} are resolved
   * here, on this thread.
   *
   * @throws SerfException if the config is wrong or its address cannot be bound; nothing is left
   *     running then
   */
  public static Serf create(SerfConfig config) {
    return new Serf(Shell.start(config));
  }

  /** As {@link #join(Collection, boolean)} without replay. */
  public int join(Collection<String> addresses) {
    return join(addresses, false);
  }

  /**
   * Joins the pool of whoever is at these addresses. One that answers is enough; every further one
   * makes it surer that a pool which was split is one again. Blocks until all have answered or been
   * given up.
   *
   * <p>Names are resolved on this thread by the system's resolver, which takes as long as it takes
   * and heeds no interrupt; the member goes on meanwhile. Each address that a name has is tried.
   *
   * @param addresses {@code [name/]host[:port]}, IPv6 with a port in brackets; without a port the
   *     one that is bound here
   * @param replay whether user events from before the join are delivered
   * @return how many were contacted
   * @throws SerfException if none was, with the reason for each, or this member has left
   */
  public int join(Collection<String> addresses, boolean replay) {
    return new Join(shell).contact(addresses, !replay);
  }

  /**
   * Adds addresses to those of {@link SerfConfig#seeds}; returns at once. Of no effect without
   * {@link SerfConfig#rejoinForever}.
   */
  public void addSeeds(Collection<String> addresses) {
    var own = List.copyOf(addresses);
    shell.loop().tell(() -> shell.addSeeds(own));
  }

  /**
   * Leaves the pool on purpose, so that nobody takes it for a failure. Blocks until the leave is
   * announced and had time to spread, with the defaults a second or two. The member stays bound and
   * answers until {@link #close()}, but does not join any more.
   *
   * @throws SerfException if it is leaving already
   */
  public void leave() {
    this.<Void>await(SerfInstance::leave);
  }

  /**
   * Stops at once, without a word to the pool (call {@link #leave()} first for a graceful end), and
   * returns when no socket and no thread of this member is left. Idempotent; heeds no interrupt.
   *
   * <p>Calls that wait for the pool fail, and so do queries that are not over; subscribers get what
   * waits for them and then {@code onComplete}, on threads of their own.
   */
  @Override
  public void close() {
    shell.stop("");
  }

  /**
   * Completes when this member has stopped: with an empty text after {@link #close()}, else with
   * the reason. The only one is that another member has the same name, and the pool voted for that
   * one ({@link SerfConfig#nameConflictResolution}).
   */
  public CompletionStage<String> stopped() {
    return shell.stopped();
  }

  /**
   * Blocks until this member has stopped, for as long as it runs, and returns the reason as {@link
   * #stopped()} tells it.
   */
  public String awaitStop() {
    return shell.awaitStop();
  }

  /** This member as it sees itself. */
  public SerfMember localMember() {
    return ask(SerfInstance::localMember);
  }

  /**
   * Everybody that this member knows, in every status, itself included, in the order in which they
   * became known. To follow changes use {@link #watchMembers()}, which misses none.
   */
  public List<SerfMember> members() {
    return ask(SerfInstance::members);
  }

  /** One member, in whatever status; empty if nobody of this name is known. */
  public Optional<SerfMember> member(String name) {
    return ask(instance -> Optional.ofNullable(instance.member(name)));
  }

  /** Who is in the pool, as it is now and after every change. */
  public MemberWatch watchMembers() {
    return shell.watch;
  }

  /**
   * Events, coalesced as configured. The deadline of a query is in terms of {@link
   * System#nanoTime()}, and its responder may be called from any thread.
   */
  public SerfEvents events() {
    return shell.events;
  }

  /** As {@link #events()}, but as they happen, before coalescing. */
  public SerfEvents rawEvents() {
    return shell.rawEvents;
  }

  /** Whether gossip is encrypted at this moment. */
  public boolean isEncrypted() {
    return shell.isEncrypted();
  }

  /**
   * Sends an event to everybody, this member included. It arrives within a second or so, once, at
   * nearly everybody: gossip is no guarantee. Who has to know what became of it asks a {@link
   * #query}.
   *
   * @param payload with the name at most {@link SerfConfig#userEventSizeLimit} bytes, 512 by
   *     default
   * @param coalesce whether receivers may drop all but the newest event of this name
   */
  public void userEvent(String name, byte[] payload, boolean coalesce) {
    byte[] own = payload.clone();
    tell(instance -> instance.userEvent(name, own, coalesce));
  }

  /**
   * Asks the pool, this member included, and returns at once. Members hear it as a {@link
   * io.kserf.serf.SerfEvent.Query}; what they answer is in the {@link Query} that is returned.
   *
   * @param name not with the prefix {@code _serf_}, which Serf keeps for itself; but {@code
   *     _serf_ping} without a payload is acknowledged by everybody
   * @param payload with its envelope at most {@link SerfConfig#querySizeLimit} bytes, 1,024 by
   *     default
   */
  public Query query(String name, byte[] payload, QueryParams params) {
    byte[] own = payload.clone();
    var query = new Query(name);
    tell(instance -> instance.query(name, own, params, query.listener(shell::isStopping)));
    return query;
  }

  /**
   * Replaces all tags. Blocks until the change has spread.
   *
   * @param tags encoded they may take 512 bytes
   */
  public void setTags(Map<String, String> tags) {
    var own = Map.copyOf(tags);
    this.<Void>await((instance, done) -> instance.setTags(own, done));
  }

  /**
   * Tells the pool that a failed member has left, so that it is not tried again. Blocks until that
   * has spread. A member that is alive takes it back.
   *
   * @param prune whether everybody forgets the member at once
   */
  public void forceLeave(String name, boolean prune) {
    this.<Void>await((instance, done) -> instance.forceLeave(name, prune, done));
  }

  /**
   * Gives every member a further key, as the first step of a change of keys; then {@link #useKey},
   * then {@link #removeKey} the old one. Go on only if the result's error is empty: a member that
   * has not got the key does not understand those that use it. Blocks until everybody has answered
   * or the time of a query is over.
   *
   * @param key base64 of 16, 24 or 32 bytes
   */
  public KeyResult installKey(String key) {
    return await((instance, done) -> instance.installKey(key, done));
  }

  /** Makes an installed key the primary one, which encrypts. Blocks as {@link #installKey}. */
  public KeyResult useKey(String key) {
    return await((instance, done) -> instance.useKey(key, done));
  }

  /** Removes a key. The primary one cannot be removed. Blocks as {@link #installKey}. */
  public KeyResult removeKey(String key) {
    return await((instance, done) -> instance.removeKey(key, done));
  }

  /** Which keys there are, and how many members have each. Blocks as {@link #installKey}. */
  public KeyResult listKeys() {
    return await(SerfInstance::listKeys);
  }

  /** How far this member is on its way from alive to gone. */
  public SerfInstance.State state() {
    return shell.isStopping() ? SerfInstance.State.SHUTDOWN : ask(SerfInstance::state);
  }

  /** Serf's {@code stats}, section {@code serf}. */
  public Map<String, String> stats() {
    return ask(SerfInstance::stats);
  }

  /** The network coordinate of a member as known here, or null. */
  public @Nullable Coordinate coordinate(String name) {
    return ask(instance -> instance.coordinate(name));
  }

  private <T extends @Nullable Object> T ask(Function<SerfInstance, T> question) {
    return shell.loop().ask(() -> question.apply(shell.instance()));
  }

  private void tell(Consumer<SerfInstance> order) {
    shell.loop().tell(() -> order.accept(shell.instance()));
  }

  private <T> T await(BiConsumer<SerfInstance, Completion<T>> operation) {
    return shell.loop().await(done -> operation.accept(shell.instance(), done));
  }
}
