package io.kserf.node;

import io.kserf.serf.SerfException;
import io.kserf.serf.SerfMember;
import io.kserf.swim.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the pool: at once as it is now, and again after every change, until the member has
 * stopped. No change between the first view and the next one is missed, so no list of one's own has
 * to be kept in step.
 *
 * <p>Each subscriber is called on a virtual thread, one view at a time, and may block: the member
 * never waits for it. While it is busy, or has not asked for more, changes add up and come in one
 * view, the newest. So a slow subscriber sees fewer views and never an old one, and nothing piles
 * up. Changes come as they happen, whether or not events are coalesced.
 */
public final class MemberWatch implements Flow.Publisher<PoolView> {
  private final String memberName;
  private final Supplier<List<SerfMember>> members;
  private final Log log;

  // Both guarded by this; nothing blocks while it is held.
  private final List<Watcher> watchers = new ArrayList<>();
  private boolean closed;

  /** One subscriber, and what it has to be told. */
  private record Watcher(Look look, Lane<PoolView> lane) {}

  /**
   * @param members asks the member who is there; may block
   */
  MemberWatch(String memberName, Supplier<List<SerfMember>> members, Log log) {
    this.memberName = memberName;
    this.members = members;
    this.log = log;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super PoolView> subscriber) {
    var look = new Look();
    var watcher = new Watcher(look, new Lane<>(subscriber, look));
    synchronized (this) {
      if (!closed) {
        watchers.add(watcher);
      }
    }
    watcher.lane.signal();
  }

  /**
   * Hands every view to {@code handler}. The future completes when the member has stopped, fails
   * when the handler throws, which is logged as well, and ends the subscription when it is
   * cancelled.
   */
  public CompletableFuture<Void> subscribe(Consumer<? super PoolView> handler) {
    var subscriber =
        new Handler<PoolView>(handler, "the members of " + memberName, this::isClosed, log);
    subscribe(subscriber);
    return subscriber.end();
  }

  /** Never blocks. */
  synchronized void changed() {
    watchers.removeIf(watcher -> watcher.lane.isEnded());
    for (Watcher watcher : watchers) {
      watcher.look.isDue.set(true);
      watcher.lane.signal();
    }
  }

  synchronized void close() {
    closed = true;
    watchers.forEach(watcher -> watcher.lane.signal());
    watchers.clear();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Looks again whenever something has changed since the last time. */
  private final class Look implements Source<PoolView> {
    private final AtomicBoolean isDue = new AtomicBoolean(true);
    private @Nullable PoolView last;

    @Override
    public @Nullable PoolView poll() {
      if (!isDue.getAndSet(false)) {
        return null;
      }
      List<SerfMember> now;
      try {
        now = members.get();
      } catch (SerfException e) {
        // It stops at this moment; the end is what is said next.
        return null;
      }
      PoolView view = last == null ? PoolView.first(now) : last.next(now);
      boolean isNews = last == null || !view.changes().isEmpty();
      last = view;
      return isNews ? view : null;
    }

    @Override
    public boolean isOver() {
      return isClosed();
    }

    @Override
    public @Nullable Throwable failure() {
      return null;
    }
  }
}
