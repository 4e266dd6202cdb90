package io.kserf.swim;

import java.util.List;

/**
 * The layer above membership: Serf, or an application's own. All calls come from the instance's
 * thread and must not block.
 */
public interface Delegate {
  /** What is gossiped with this member's own entry, at most {@code limit} bytes. */
  byte[] meta(int limit);

  /** A user message arrived, by packet or stream; the array is the receiver's own. */
  void onUserMessage(byte[] message);

  /**
   * User messages to piggyback: each costs {@code overhead} bytes beyond its length, and all must
   * fit into {@code limit} bytes. Each returned message counts as sent. See {@link
   * BroadcastQueue#take}.
   */
  List<byte[]> broadcasts(Turn turn, int overhead, int limit);

  /**
   * Whether {@link #broadcasts} may return something. Who says no must call {@link Swim#gossipSoon}
   * when that changes: gossip pauses until then.
   */
  default boolean hasBroadcasts() {
    return true;
  }

  /** State to exchange by push/pull. */
  byte[] localState(boolean join);

  void mergeRemoteState(byte[] state, boolean join);

  /** Extra payload of an ack to a direct datagram ping; empty for none. */
  byte[] ackPayload();

  /** A direct datagram ping of this member was answered after {@code rttNanos}. */
  void onRoundTrip(Member target, long rttNanos, byte[] payload);

  /**
   * A member became alive: seen for the first time, or back from dead or left. Also called for this
   * member itself at start.
   */
  void onJoin(Member member);

  /** A member is gone: {@link MemberState#DEAD} or {@link MemberState#LEFT}. */
  void onLeave(Member member);

  /** A member's meta changed. */
  void onUpdate(Member member);

  /**
   * This member is about to announce itself with a new incarnation. Who writes it down can hand it
   * to {@link Swim#start(long)} after a restart.
   */
  default void onIncarnation(long incarnation) {}

  /** Somebody claims {@code known}'s name from another address. */
  void onConflict(Member known, Address claimant);
}
