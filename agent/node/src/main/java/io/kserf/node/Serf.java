package io.kserf.node;

import io.kserf.serf.Coordinate;
import io.kserf.serf.KeyResult;
import io.kserf.serf.QueryListener;
import io.kserf.serf.QueryParams;
import io.kserf.serf.SerfInstance;
import io.kserf.serf.SerfMember;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Skeleton of the library's entry class. Every method may be called from any thread; the blocking
 * ones say so.
 */
public final class Serf implements AutoCloseable {
  private Serf() {}

  /**
   * Binds, starts, and returns a member that is alone in its pool until it joins. Blocks until it
   * is bound.
   */
  public static Serf create(SerfConfig config) {
    throw new UnsupportedOperationException("under construction");
  }

  /**
   * Blocks. Returns how many of the addresses ({@code [name/]host[:port]}) were contacted; throws
   * if none was.
   */
  public int join(Collection<String> addresses) {
    throw new UnsupportedOperationException("under construction");
  }

  /**
   * @param replay whether user events from before the join are delivered
   */
  public int join(Collection<String> addresses, boolean replay) {
    throw new UnsupportedOperationException("under construction");
  }

  /** Blocks until the leave is announced and had time to spread. */
  public void leave() {
    throw new UnsupportedOperationException("under construction");
  }

  /**
   * Stops at once, without a word to the pool (call {@link #leave()} first for a graceful end).
   * Idempotent.
   */
  @Override
  public void close() {
    throw new UnsupportedOperationException("under construction");
  }

  /**
   * Completes when this member has stopped, for whatever reason; the reason is empty for a normal
   * stop.
   */
  public java.util.concurrent.CompletionStage<String> stopped() {
    throw new UnsupportedOperationException("under construction");
  }

  public SerfMember localMember() {
    throw new UnsupportedOperationException("under construction");
  }

  public List<SerfMember> members() {
    throw new UnsupportedOperationException("under construction");
  }

  /**
   * Events as coalesced by configuration. A subscriber that is too slow is told by {@code onError}.
   */
  public SerfEvents events() {
    throw new UnsupportedOperationException("under construction");
  }

  /** Events as they happen, before coalescing. */
  public SerfEvents rawEvents() {
    throw new UnsupportedOperationException("under construction");
  }

  /** Whether gossip is encrypted at this moment. */
  public boolean isEncrypted() {
    throw new UnsupportedOperationException("under construction");
  }

  public void userEvent(String name, byte[] payload, boolean coalesce) {
    throw new UnsupportedOperationException("under construction");
  }

  /** The listener is called on the member's event loop and must not block. */
  public void query(String name, byte[] payload, QueryParams params, QueryListener listener) {
    throw new UnsupportedOperationException("under construction");
  }

  /** Blocks until the change has spread. */
  public void setTags(Map<String, String> tags) {
    throw new UnsupportedOperationException("under construction");
  }

  public void forceLeave(String name, boolean prune) {
    throw new UnsupportedOperationException("under construction");
  }

  public KeyResult installKey(String key) {
    throw new UnsupportedOperationException("under construction");
  }

  public KeyResult useKey(String key) {
    throw new UnsupportedOperationException("under construction");
  }

  public KeyResult removeKey(String key) {
    throw new UnsupportedOperationException("under construction");
  }

  public KeyResult listKeys() {
    throw new UnsupportedOperationException("under construction");
  }

  public SerfInstance.State state() {
    throw new UnsupportedOperationException("under construction");
  }

  /** Serf's {@code stats}, section {@code serf}. */
  public Map<String, String> stats() {
    throw new UnsupportedOperationException("under construction");
  }

  public @Nullable Coordinate coordinate(String name) {
    throw new UnsupportedOperationException("under construction");
  }
}
