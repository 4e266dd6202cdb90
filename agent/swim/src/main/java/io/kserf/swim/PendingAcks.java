package io.kserf.swim;

import io.kserf.swim.wire.Message;
import java.util.HashMap;
import java.util.Map;

/**
 * Pings that wait for their ack, by sequence number. An ack ends the wait, nacks do not; those that
 * are late or that nobody waits for are dropped.
 */
final class PendingAcks {
  private static final long SEQUENCE_MASK = 0xffff_ffffL;

  private final Map<Long, Waiter> waiters = new HashMap<>();
  private long lastSeqNo;

  /** Who sent a ping. */
  interface Waiter {
    void onAck(Message.Ack ack);

    default void onNack() {}
  }

  /** Registers a waiter under a new sequence number, which it returns. */
  long await(Waiter waiter) {
    lastSeqNo = lastSeqNo + 1 & SEQUENCE_MASK;
    waiters.put(lastSeqNo, waiter);
    return lastSeqNo;
  }

  void forget(long seqNo) {
    waiters.remove(seqNo);
  }

  void onAck(Message.Ack ack) {
    Waiter waiter = waiters.remove(ack.seqNo());
    if (waiter != null) {
      waiter.onAck(ack);
    }
  }

  void onNack(Message.Nack nack) {
    Waiter waiter = waiters.get(nack.seqNo());
    if (waiter != null) {
      waiter.onNack();
    }
  }

  int size() {
    return waiters.size();
  }
}
