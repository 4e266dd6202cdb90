package io.kserf.daemon.cli;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcMember;
import io.kserf.rpc.RpcRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Member events, handed from the connection's thread to the command's own in batches, until the
 * user has had enough or the agent is gone.
 */
final class MemberFeed {
  /** More that come at once are dropped: the list of members tells what they led to. */
  static final int MAX_NEWS = 4096;

  private static final String EVENTS =
      "raw:member-join,member-leave,member-failed,member-update,member-reap";

  /** One event of one member. */
  record News(String event, RpcMember member) {}

  enum State {
    /** There may be news. */
    RUNNING,
    INTERRUPTED,
    LOST
  }

  private final List<News> news = new ArrayList<>(); // guarded by this
  private boolean changed; // guarded by this
  private State state = State.RUNNING; // guarded by this

  private MemberFeed() {}

  /** Begins the stream. */
  static MemberFeed of(RpcClient client, Interrupts interrupts) {
    var feed = new MemberFeed();
    client.onClosed(() -> feed.end(State.LOST));
    client.stream(EVENTS, feed::add);
    interrupts.onInterrupt(() -> feed.end(State.INTERRUPTED));
    return feed;
  }

  /**
   * Waits for news or the end, and a little longer for news that come together.
   *
   * @param together for how long after the first of them
   * @param atMost after which it returns without any
   */
  synchronized State await(Duration together, Duration atMost) {
    long start = System.nanoTime();
    try {
      waitWhile(() -> !changed, start, atMost);
      if (changed) {
        waitWhile(() -> true, System.nanoTime(), together);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return State.INTERRUPTED;
    }
    return state;
  }

  /** Returns what has come since the last call, oldest first. */
  synchronized List<News> take() {
    List<News> taken = List.copyOf(news);
    news.clear();
    changed = false;
    return taken;
  }

  private interface Condition {
    boolean holds();
  }

  private void waitWhile(Condition condition, long start, Duration atMost)
      throws InterruptedException {
    while (state == State.RUNNING && condition.holds()) {
      long left = atMost.toNanos() - (System.nanoTime() - start);
      if (left <= 0) {
        return;
      }
      wait(left / 1_000_000 + 1);
    }
  }

  private synchronized void add(RpcRecord record) {
    if (record instanceof RpcRecord.Members(String event, List<RpcMember> members)) {
      members.stream()
          .limit(MAX_NEWS - news.size())
          .forEach(member -> news.add(new News(event, member)));
      changed = true;
      notifyAll();
    }
  }

  // The connection is also gone when the command has ended for another reason: the first one
  // counts.
  private synchronized void end(State why) {
    if (state == State.RUNNING) {
      state = why;
      notifyAll();
    }
  }
}
