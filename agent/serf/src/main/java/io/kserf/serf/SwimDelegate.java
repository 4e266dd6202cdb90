package io.kserf.serf;

import io.kserf.swim.Address;
import io.kserf.swim.Delegate;
import io.kserf.swim.Member;
import io.kserf.swim.Turn;
import java.util.List;

/** What membership calls for, handed to the part of the instance that it concerns. */
final class SwimDelegate implements Delegate {
  private final SerfInstance serf;

  /**
   * @param serf still under construction: membership calls nothing before it is started
   */
  SwimDelegate(SerfInstance serf) {
    this.serf = serf;
  }

  @Override
  public byte[] meta(int limit) {
    return serf.tags.meta();
  }

  @Override
  public void onUserMessage(byte[] message) {
    serf.dispatcher.onMessage(message);
  }

  @Override
  public List<byte[]> broadcasts(Turn turn, int overhead, int limit) {
    return serf.broadcasts.take(turn, overhead, limit);
  }

  @Override
  public boolean hasBroadcasts() {
    return serf.broadcasts.isWaiting();
  }

  @Override
  public byte[] localState(boolean join) {
    return serf.stateExchange.localState();
  }

  @Override
  public void mergeRemoteState(byte[] state, boolean join) {
    serf.stateExchange.merge(state, join);
  }

  @Override
  public byte[] ackPayload() {
    return serf.coordinates.ackPayload();
  }

  @Override
  public void onRoundTrip(Member target, long rttNanos, byte[] payload) {
    serf.coordinates.onRoundTrip(target.name(), rttNanos, payload);
  }

  @Override
  public void onJoin(Member member) {
    serf.membership.onJoin(member);
  }

  @Override
  public void onLeave(Member member) {
    serf.membership.onLeave(member);
  }

  @Override
  public void onUpdate(Member member) {
    serf.membership.onUpdate(member);
  }

  @Override
  public void onIncarnation(long incarnation) {
    serf.recorder.onIncarnation(incarnation);
  }

  @Override
  public void onConflict(Member known, Address claimant) {
    serf.nameConflict.onConflict(known, claimant);
  }
}
