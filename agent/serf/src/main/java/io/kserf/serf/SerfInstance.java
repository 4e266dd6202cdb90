package io.kserf.serf;

import io.kserf.swim.Address;
import io.kserf.swim.Completion;
import io.kserf.swim.JoinTarget;
import io.kserf.swim.Keyring;
import io.kserf.swim.Log;
import io.kserf.swim.Network;
import io.kserf.swim.SwimConfig;
import io.kserf.swim.Telemetry;
import io.kserf.swim.Timers;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Skeleton of the instance: entry points only. Owns a {@link io.kserf.swim.Swim} and is its
 * delegate.
 */
public final class SerfInstance {
  /** Texts as in Serf: {@code alive}, {@code leaving}, {@code left}, {@code shutdown}. */
  public enum State {
    ALIVE,
    LEAVING,
    LEFT,
    SHUTDOWN
  }

  public SerfInstance(
      SerfSettings settings,
      SwimConfig swimConfig,
      Keyring keyring,
      Network network,
      Timers timers,
      SerfListener listener,
      Log log,
      Telemetry telemetry,
      RandomGenerator random,
      RandomGenerator nonces) {
    throw new UnsupportedOperationException("under construction");
  }

  public void start() {
    throw new UnsupportedOperationException("under construction");
  }

  public void onDatagram(Address from, byte[] datagram) {
    throw new UnsupportedOperationException("under construction");
  }

  public byte @Nullable [] onStream(Address from, byte[] request) {
    throw new UnsupportedOperationException("under construction");
  }

  /**
   * @param ignoreOld whether user events from before the join are not delivered
   */
  public void join(List<JoinTarget> targets, boolean ignoreOld, Completion<Integer> done) {
    throw new UnsupportedOperationException("under construction");
  }

  public void leave(Completion<Void> done) {
    throw new UnsupportedOperationException("under construction");
  }

  public void forceLeave(String name, boolean prune, Completion<Void> done) {
    throw new UnsupportedOperationException("under construction");
  }

  /** Stops at once, without a word to the pool. */
  public void shutdown() {
    throw new UnsupportedOperationException("under construction");
  }

  public void userEvent(String name, byte[] payload, boolean coalesce) {
    throw new UnsupportedOperationException("under construction");
  }

  public void query(String name, byte[] payload, QueryParams params, QueryListener listener) {
    throw new UnsupportedOperationException("under construction");
  }

  public void setTags(Map<String, String> tags, Completion<Void> done) {
    throw new UnsupportedOperationException("under construction");
  }

  /** Key operations; {@code key} is base64 text as users type it. */
  public void installKey(String key, Completion<KeyResult> done) {
    throw new UnsupportedOperationException("under construction");
  }

  public void useKey(String key, Completion<KeyResult> done) {
    throw new UnsupportedOperationException("under construction");
  }

  public void removeKey(String key, Completion<KeyResult> done) {
    throw new UnsupportedOperationException("under construction");
  }

  public void listKeys(Completion<KeyResult> done) {
    throw new UnsupportedOperationException("under construction");
  }

  public State state() {
    throw new UnsupportedOperationException("under construction");
  }

  public SerfMember localMember() {
    throw new UnsupportedOperationException("under construction");
  }

  public List<SerfMember> members() {
    throw new UnsupportedOperationException("under construction");
  }

  /** Serf's {@code stats} section {@code serf}, without those that the shell knows. */
  public Map<String, String> stats() {
    throw new UnsupportedOperationException("under construction");
  }

  /** The cached network coordinate of a member, or null. */
  public @Nullable Coordinate coordinate(String name) {
    throw new UnsupportedOperationException("under construction");
  }
}
