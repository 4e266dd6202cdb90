package io.kserf.swim;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Skeleton of the instance: entry points only. */
public final class Swim {
  /**
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
      RandomGenerator random,
      RandomGenerator nonces) {
    throw new UnsupportedOperationException("under construction");
  }

  /** Announces this member to itself and starts probe, gossip and push/pull. */
  public void start() {
    throw new UnsupportedOperationException("under construction");
  }

  public void onDatagram(Address from, byte[] datagram) {
    throw new UnsupportedOperationException("under construction");
  }

  /**
   * One whole message read from an accepted stream; returns the bytes to answer with, or null to
   * just close it.
   */
  public byte @Nullable [] onStream(Address from, byte[] request) {
    throw new UnsupportedOperationException("under construction");
  }

  /**
   * Push/pull with each address; succeeds with the number of contacts if there was at least one,
   * else fails with all reasons.
   */
  public void join(List<JoinTarget> targets, Completion<Integer> done) {
    throw new UnsupportedOperationException("under construction");
  }

  /** Announces new meta (asks the delegate for it). */
  public void updateMeta(Duration timeout, Completion<Void> done) {
    throw new UnsupportedOperationException("under construction");
  }

  /** Announces that this member leaves. It still answers afterwards, until {@link #stop()}. */
  public void leave(Duration timeout, Completion<Void> done) {
    throw new UnsupportedOperationException("under construction");
  }

  /** Cancels every timer; no call has an effect afterwards. */
  public void stop() {
    throw new UnsupportedOperationException("under construction");
  }

  /** Sends a user message straight to one address, without piggyback. */
  public void sendUser(Address to, byte[] message) {
    throw new UnsupportedOperationException("under construction");
  }

  public Member self() {
    throw new UnsupportedOperationException("under construction");
  }

  public @Nullable Member member(String name) {
    throw new UnsupportedOperationException("under construction");
  }

  /** All members that are still in the table, in every state, self included. */
  public Collection<Member> members() {
    throw new UnsupportedOperationException("under construction");
  }

  /** Members that are neither dead nor left, self included. */
  public int livingCount() {
    throw new UnsupportedOperationException("under construction");
  }

  /** Lifeguard's local health score: 0 is healthy. */
  public int healthScore() {
    throw new UnsupportedOperationException("under construction");
  }
}
