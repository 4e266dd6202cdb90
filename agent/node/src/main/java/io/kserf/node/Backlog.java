package io.kserf.node;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one subscriber, up to a limit. Beyond it everything is dropped and the subscriber
 * told, for a gap that it does not know of would be worse.
 *
 * <p>Any thread may call; nothing blocks.
 */
final class Backlog<T> implements Source<T> {
  private final int limit;
  private final Queue<T> waiting = new ArrayDeque<>();
  private boolean closed;
  private @Nullable Throwable failure;

  Backlog(int limit) {
    this.limit = limit;
  }

  /** Whether there was room for it. */
  synchronized boolean offer(T item) {
    return !closed && waiting.size() < limit && waiting.add(item);
  }

  /** Nothing more comes; what waits is still delivered. */
  synchronized void close() {
    closed = true;
  }

  /** Ends at once, for this reason. */
  synchronized void fail(Throwable reason) {
    closed = true;
    failure = reason;
    waiting.clear();
  }

  @Override
  public synchronized @Nullable T poll() {
    return waiting.poll();
  }

  @Override
  public synchronized boolean isOver() {
    return closed && waiting.isEmpty();
  }

  @Override
  public synchronized @Nullable Throwable failure() {
    return failure;
  }
}
