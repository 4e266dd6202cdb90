package io.kserf.node;

import io.kserf.serf.SerfException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came back to one query so far. It only grows until it ends, so everybody may read it from
 * the first reply on, in their own time. Any thread may call.
 */
final class ReplyLog {
  private final String queryName;
  private final int maxBytes;

  // All guarded by this.
  private final List<QueryReply> replies = new ArrayList<>();
  private final List<Lane<QueryReply>> readers = new ArrayList<>();
  private long bytes;
  private boolean ended;
  private @Nullable SerfException failure;

  /**
   * @param maxBytes of all responses together
   */
  ReplyLog(String queryName, int maxBytes) {
    this.queryName = queryName;
    this.maxBytes = maxBytes;
  }

  /** Never blocks. What comes after the end is dropped. */
  synchronized void add(QueryReply reply) {
    if (ended) {
      return;
    }
    if (reply instanceof QueryReply.Response(_, var payload)) {
      bytes += payload.length;
    }
    if (bytes > maxBytes) {
      fail(
          "the responses to query '%s' have more than %d bytes (ask fewer members at once, or have them answer less)"
              .formatted(queryName, maxBytes));
      return;
    }
    replies.add(reply);
    changed();
  }

  /** The regular end. Idempotent. */
  synchronized void end() {
    ended = true;
    changed();
  }

  /** Ends it, if it has not ended yet, for this reason. */
  synchronized void fail(String reason) {
    if (!ended) {
      failure = new SerfException(reason);
      end();
    }
  }

  private void changed() {
    notifyAll();
    readers.removeIf(Lane::isEnded);
    readers.forEach(Lane::signal);
    if (ended) {
      readers.clear();
    }
  }

  /** Signals {@code reader} from now on. */
  synchronized void register(Lane<QueryReply> reader) {
    if (!ended) {
      readers.add(reader);
    }
    reader.signal();
  }

  /** For one subscriber. */
  Source<QueryReply> reader() {
    return new Reader();
  }

  /**
   * Waits until the reply at {@code index} is there and returns it, or null if it has ended before.
   *
   * @throws SerfException if it has failed, or this thread is interrupted
   */
  synchronized @Nullable QueryReply await(int index) {
    while (index >= replies.size()) {
      if (failure != null) {
        // A new one: the stack of the other tells where the loop was.
        throw new SerfException(String.valueOf(failure.getMessage()), failure);
      }
      if (ended) {
        return null;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SerfException(
            "interrupted while waiting for replies to query '%s'".formatted(queryName), e);
      }
    }
    return replies.get(index);
  }

  /** The first ones. */
  synchronized List<QueryReply> first(int count) {
    return List.copyOf(replies.subList(0, count));
  }

  /** Reads at the pace of one subscriber. */
  private final class Reader implements Source<QueryReply> {
    private int next;

    @Override
    public @Nullable QueryReply poll() {
      synchronized (ReplyLog.this) {
        return next < replies.size() ? replies.get(next++) : null;
      }
    }

    @Override
    public boolean isOver() {
      synchronized (ReplyLog.this) {
        return ended && next == replies.size();
      }
    }

    @Override
    public @Nullable Throwable failure() {
      synchronized (ReplyLog.this) {
        return failure;
      }
    }
  }
}
