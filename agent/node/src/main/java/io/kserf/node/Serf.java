package io.kserf.node;

import io.kserf.serf.Coordinate;
import io.kserf.serf.KeyResult;
import io.kserf.serf.QueryListener;
import io.kserf.serf.QueryParams;
import io.kserf.serf.SerfException;
import io.kserf.serf.SerfInstance;
import io.kserf.serf.SerfMember;
import io.kserf.swim.Completion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
 *   serf.events().subscribe(event -> log(event));
 *   serf.join(List.of("10.0.0.2"));
 *   serf.userEvent("deploy", payload, true);
 * }
 * }</pre>
 *
 * <p>Every method may be called from any thread. Those that say "blocks" wait for the pool, for at
 * most a few seconds, and are refused on the member's own event loop, where a {@link QueryListener}
 * runs. What the pool or this member refuses is thrown as a {@link SerfException}, whose message is
 * Serf's where Serf has one; after {@link #close()} that is every call but {@link #state()}, {@link
 * #stopped()} and close itself.
 */
public final class Serf implements AutoCloseable {
  private final Shell shell;

  private Serf(Shell shell) {
    this.shell = shell;
  }

  /**
   * Binds, starts, and returns a member that is alone in its pool until it joins. Blocks until it
   * is bound.
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
   * Blocks. Returns how many of the addresses ({@code [name/]host[:port]}, each resolved to all its
   * IP addresses) were contacted; throws if none was.
   *
   * @param replay whether user events from before the join are delivered
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

  /** Blocks until the leave is announced and had time to spread. */
  public void leave() {
    this.<Void>await(SerfInstance::leave);
  }

  /**
   * Stops at once, without a word to the pool (call {@link #leave()} first for a graceful end), and
   * returns when no socket and no thread is left. Idempotent.
   */
  @Override
  public void close() {
    shell.stop("");
  }

  /**
   * Completes when this member has stopped, for whatever reason; the reason is empty for a normal
   * stop.
   */
  public CompletionStage<String> stopped() {
    return shell.stopped();
  }

  public SerfMember localMember() {
    return ask(SerfInstance::localMember);
  }

  /** Everybody that this member knows, in every status, itself included. */
  public List<SerfMember> members() {
    return ask(SerfInstance::members);
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
   * Sends an event to everybody, this member included.
   *
   * @param coalesce whether receivers may drop all but the newest event of this name
   */
  public void userEvent(String name, byte[] payload, boolean coalesce) {
    byte[] own = payload.clone();
    tell(instance -> instance.userEvent(name, own, coalesce));
  }

  /** The listener is called on the member's event loop and must not block. */
  public void query(String name, byte[] payload, QueryParams params, QueryListener listener) {
    byte[] own = payload.clone();
    tell(instance -> instance.query(name, own, params, shell.guarded(listener)));
  }

  /** Replaces all tags. Blocks until the change has spread. */
  public void setTags(Map<String, String> tags) {
    var own = Map.copyOf(tags);
    this.<Void>await((instance, done) -> instance.setTags(own, done));
  }

  /**
   * Tells the pool that a failed member has left. Blocks until that has spread.
   *
   * @param prune whether everybody forgets the member at once
   */
  public void forceLeave(String name, boolean prune) {
    this.<Void>await((instance, done) -> instance.forceLeave(name, prune, done));
  }

  /** Blocks until everybody has answered or the time is over. {@code key} is base64. */
  public KeyResult installKey(String key) {
    return await((instance, done) -> instance.installKey(key, done));
  }

  /** Blocks as {@link #installKey}. Makes an installed key the primary one. */
  public KeyResult useKey(String key) {
    return await((instance, done) -> instance.useKey(key, done));
  }

  /** Blocks as {@link #installKey}. The primary key cannot be removed. */
  public KeyResult removeKey(String key) {
    return await((instance, done) -> instance.removeKey(key, done));
  }

  /** Blocks as {@link #installKey}. */
  public KeyResult listKeys() {
    return await(SerfInstance::listKeys);
  }

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
