package io.kserf.swim.wire;

import org.jspecify.annotations.Nullable;

/**
 * One message of memberlist, as carried by a packet or a stream, without any layer around it. Byte
 * arrays are shared, not to be changed; {@code null} stands for msgpack's nil where the wire tells
 * nil from empty. Numbers are unsigned 32 bit unless said otherwise. Source fields are absent
 * ({@code null}, {@code ""}, 0) from peers older than memberlist 0.2.
 */
public sealed interface Message {

  /** Are you there? Ignored by a receiver of another name, unless {@code node} is empty. */
  record Ping(
      long seqNo, String node, byte @Nullable [] sourceAddr, int sourcePort, String sourceNode)
      implements Message {}

  /** Ping {@code target} for me. */
  record IndirectPing(
      long seqNo,
      byte @Nullable [] target,
      int port,
      String node,
      boolean nack,
      byte @Nullable [] sourceAddr,
      int sourcePort,
      String sourceNode)
      implements Message {}

  record Ack(long seqNo, byte @Nullable [] payload) implements Message {}

  /** The indirect ping was received, but the target has not answered. */
  record Nack(long seqNo) implements Message {}

  record Suspect(long incarnation, String node, String from) implements Message {}

  /**
   * {@code node} is dead, or has left when it says so itself ({@code from} equals {@code node}).
   */
  record Dead(long incarnation, String node, String from) implements Message {
    public boolean isLeave() {
      return from.equals(node);
    }
  }

  record Alive(
      long incarnation,
      String node,
      byte @Nullable [] addr,
      int port,
      byte @Nullable [] meta,
      byte @Nullable [] vsn)
      implements Message {}

  /** Opaque to membership. */
  record User(byte[] payload) implements Message {}

  /** A stream's refusal, for people to read. */
  record Error(String error) implements Message {}

  /** The whole state of one side of a push/pull. */
  record PushPull(boolean join, java.util.List<NodeState> nodes, byte[] userState)
      implements Message {}

  /**
   * An entry of a push/pull. {@code state} is memberlist's number, see {@link
   * io.kserf.swim.MemberState}.
   */
  record NodeState(
      String name,
      byte @Nullable [] addr,
      int port,
      byte @Nullable [] meta,
      long incarnation,
      int state,
      byte @Nullable [] vsn) {}
}
