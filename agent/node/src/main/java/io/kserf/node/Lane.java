package io.kserf.node;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The way of items from a source to one subscriber, which asks for as many as it can take. The
 * subscriber is called on a virtual thread, one call at a time, and may block there; the thread
 * ends when nothing is to be done, so that a subscriber that waits costs none.
 *
 * <p>Any thread may call, and none ever waits for the subscriber.
 */
final class Lane<T> implements Flow.Subscription {
  private final Flow.Subscriber<? super T> subscriber;
  private final Source<? extends T> source;
  private final AtomicLong demand = new AtomicLong();
  // How many signals have come since the thread last looked; it runs while there are any.
  private final AtomicInteger signals = new AtomicInteger();
  private volatile boolean ended;
  private volatile @Nullable RuntimeException misuse;
  private boolean begun;

  Lane(Flow.Subscriber<? super T> subscriber, Source<? extends T> source) {
    this.subscriber = subscriber;
    this.source = source;
  }

  /** Something has changed: there may be an item, or the end. */
  void signal() {
    if (signals.getAndIncrement() == 0) {
      Thread.ofVirtual().name("kserf-subscriber").start(this::run);
    }
  }

  /** Whether the subscriber gets nothing any more. */
  boolean isEnded() {
    return ended;
  }

  @Override
  public void request(long n) {
    if (n <= 0) {
      misuse =
          new IllegalArgumentException("a subscriber requested " + n + " items: ask for 1 or more");
    } else {
      demand.accumulateAndGet(n, Lane::saturatingAdd);
    }
    signal();
  }

  private static long saturatingAdd(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  @Override
  public void cancel() {
    ended = true;
  }

  private void run() {
    int seen;
    do {
      seen = signals.get();
      try {
        deliver();
      } catch (RuntimeException | Error e) {
        end(() -> subscriber.onError(e));
      }
    } while (signals.addAndGet(-seen) != 0);
  }

  private void deliver() {
    if (!begun && !ended) {
      begun = true;
      subscriber.onSubscribe(this);
    }
    while (!ended && step()) {
      // Each step is one item.
    }
  }

  /** Hands one item over, if there is one and it was asked for. */
  private boolean step() {
    if (misuse != null) {
      throw misuse;
    }
    if (source.isOver()) {
      Throwable failure = source.failure();
      end(failure == null ? subscriber::onComplete : () -> subscriber.onError(failure));
      return false;
    }
    T item = demand.get() == 0 ? null : source.poll();
    if (item == null) {
      return false;
    }
    if (demand.get() != Long.MAX_VALUE) {
      demand.decrementAndGet();
    }
    subscriber.onNext(item);
    return true;
  }

  private void end(Runnable word) {
    if (!ended) {
      ended = true;
      word.run();
    }
  }
}
