package io.kserf.serf.wire;

import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.MsgpackReader;

/**
 * Times of Lamport clocks on the wire: unsigned 64 bit. Honest clocks count from 1 and never come
 * near 2^63, so a time beyond it is refused here, and everything else compares times as they are.
 */
final class LamportTime {
  private LamportTime() {}

  static long read(MsgpackReader in) {
    long time = in.uint64();
    if (time < 0) {
      throw new MalformedMessage(
          "Lamport time " + Long.toUnsignedString(time) + " is beyond 2^63-1");
    }
    return time;
  }
}
