package io.kserf.daemon.rpc;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one client. Answers wait for their place, and with them the requests
 * that the client sends; records of its streams are dropped when the client does not read them, so
 * that whoever makes them never waits.
 */
final class Outbox {
  /** Records of one stream that wait, as in Serf. */
  static final int LANE_CAPACITY = 512;

  /** Bytes that wait, of all kinds; one message beyond it is taken, however long it is. */
  static final int BYTES = 8 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Frame> frames = new ArrayDeque<>();
  private long bytes;
  private boolean writing;
  private boolean closed;
  private volatile long writingSinceNanos;

  private record Frame(byte[] message, @Nullable Lane lane) {}

  /**
   * The records of one stream, monitor or query. Nothing is sent before its request is answered.
   */
  final class Lane {
    private final Queue<Frame> held = new ArrayDeque<>();
    private boolean open;
    private int waiting;

    /** Never blocks. False if the record was dropped, because too many wait or the client left. */
    boolean offer(byte[] record) {
      lock.lock();
      try {
        if (closed || waiting >= LANE_CAPACITY || (bytes > 0 && bytes + record.length > BYTES)) {
          return false;
        }
        waiting++;
        add(new Frame(record, this), open ? frames : held);
        return true;
      } finally {
        lock.unlock();
      }
    }

    /** The last record: a client that waits for the end must hear of it. Never blocks. */
    void end(byte[] record) {
      lock.lock();
      try {
        if (!closed) {
          waiting++;
          add(new Frame(record, this), open ? frames : held);
        }
      } finally {
        lock.unlock();
      }
    }

    private void open() {
      open = true;
      frames.addAll(held);
      held.clear();
    }
  }

  Lane newLane() {
    return new Lane();
  }

  /** Waits for its place, unless the connection is closed meanwhile. */
  void answer(byte[] response) throws InterruptedException {
    enqueue(response, null);
  }

  /** Answers the request that started {@code lane}, whose records may follow from now on. */
  void answer(byte[] response, Lane lane) throws InterruptedException {
    enqueue(response, lane);
  }

  private void enqueue(byte[] response, @Nullable Lane opened) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && bytes > 0 && bytes + response.length > BYTES) {
        changed.await();
      }
      add(new Frame(response, null), frames);
      if (opened != null) {
        opened.open();
      }
    } finally {
      lock.unlock();
    }
  }

  private void add(Frame frame, Queue<Frame> queue) {
    queue.add(frame);
    bytes += frame.message.length;
    changed.signalAll();
  }

  /** Writes what comes until the outbox is closed. */
  void writeTo(OutputStream out) throws IOException, InterruptedException {
    for (Frame frame = next(); frame != null; frame = next()) {
      writingSinceNanos = System.nanoTime();
      out.write(frame.message);
    }
  }

  private @Nullable Frame next() throws InterruptedException {
    lock.lock();
    try {
      writing = false;
      changed.signalAll();
      while (!closed && frames.isEmpty()) {
        changed.await();
      }
      if (closed) {
        return null;
      }
      Frame frame = frames.remove();
      writing = true;
      writingSinceNanos = System.nanoTime();
      bytes -= frame.message.length;
      if (frame.lane != null) {
        frame.lane.waiting--;
      }
      return frame;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until everything is written, the connection is closed, or the time is over. */
  void flush(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (left > 0 && !closed && (writing || !frames.isEmpty())) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the client has not taken a message for that long. */
  boolean isStuckFor(Duration limit) {
    lock.lock();
    try {
      return writing && System.nanoTime() - writingSinceNanos > limit.toNanos();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      frames.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
