package io.kserf.swim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A layer above membership that remembers what it is told, as {@code join b}, {@code failed c}. */
final class RecordingDelegate implements Delegate {
  final List<String> events = new ArrayList<>();
  final List<byte[]> userMessages = new ArrayList<>();
  final List<byte[]> remoteStates = new ArrayList<>();
  final List<Long> roundTrips = new ArrayList<>();
  final List<byte[]> payloads = new ArrayList<>();
  final Deque<byte[]> outgoing = new ArrayDeque<>();
  int askedForBroadcasts;

  /** Whether it tells when it has nothing to broadcast. */
  boolean saysWhenSilent;

  byte[] meta = {(byte) 0xff, (byte) 0x80};
  byte[] ackPayload = {};
  byte[] localState = {};

  /** What every call that the network causes throws, if set. */
  RuntimeException failure;

  @Override
  public byte[] meta(int limit) {
    return meta;
  }

  @Override
  public void onUserMessage(byte[] message) {
    failIfAsked();
    userMessages.add(message);
  }

  @Override
  public List<byte[]> broadcasts(Turn turn, int overhead, int limit) {
    askedForBroadcasts++;
    var taken = new ArrayList<byte[]>();
    int left = limit;
    while (!outgoing.isEmpty() && outgoing.peek().length + overhead <= left) {
      left -= outgoing.peek().length + overhead;
      taken.add(outgoing.remove());
    }
    return taken;
  }

  @Override
  public boolean hasBroadcasts() {
    return !saysWhenSilent || !outgoing.isEmpty();
  }

  @Override
  public byte[] localState(boolean join) {
    return localState;
  }

  @Override
  public void mergeRemoteState(byte[] state, boolean join) {
    failIfAsked();
    remoteStates.add(state);
  }

  @Override
  public byte[] ackPayload() {
    return ackPayload;
  }

  @Override
  public void onRoundTrip(Member target, long rttNanos, byte[] payload) {
    failIfAsked();
    roundTrips.add(rttNanos);
    payloads.add(payload);
  }

  @Override
  public void onJoin(Member member) {
    events.add("join " + member.name());
  }

  @Override
  public void onLeave(Member member) {
    events.add((member.state() == MemberState.LEFT ? "left " : "failed ") + member.name());
  }

  @Override
  public void onUpdate(Member member) {
    events.add("update " + member.name());
  }

  @Override
  public void onConflict(Member known, Address claimant) {
    events.add("conflict " + known.name() + " " + claimant);
  }

  private void failIfAsked() {
    if (failure != null) {
      throw failure;
    }
  }
}
