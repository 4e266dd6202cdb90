package io.kserf.node;

import io.kserf.serf.QueryListener;
import io.kserf.serf.QueryParams;
import io.kserf.serf.SerfException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A question that this member has asked the pool, see {@link Serf#query}. Replies come in until its
 * deadline, and are to be had in whatever way suits:
 *
 * <pre>{@code
 * query.await().texts()                           // all of them, at the deadline
 * query.await(List.of("web1", "web2"))            // or as soon as these have responded
 * query.result().thenAccept(result -> ...)        // without waiting
 * query.stream().filter(...).findFirst()          // one by one, as they come
 * query.subscribe(subscriber)                     // the same, with back-pressure
 * }</pre>
 *
 * <p>Each of these begins with the first reply, however late it is called, so nothing is lost; of
 * each member one ack and one response count. Nobody can say who has yet to reply: the deadline
 * ends a query, and {@link #close()} if enough is known before.
 *
 * <p>If the member stops before the deadline, or more than {@value #MAX_BYTES} bytes come back, the
 * query fails: what is waited for throws a {@link SerfException}, subscribers hear it by {@code
 * onError}, after what had come by then.
 *
 * <p>Any thread may call.
 */
public final class Query implements Flow.Publisher<QueryReply>, AutoCloseable {
  /** Bytes of all responses to one query. */
  public static final int MAX_BYTES = 64 << 20;

  private final ReplyLog replies;

  Query(String name) {
    replies = new ReplyLog(name, MAX_BYTES);
  }

  /**
   * Hears what comes back, on the loop.
   *
   * @param isStopping whether an end comes from the member's own and not from the deadline
   */
  QueryListener listener(BooleanSupplier isStopping) {
    return new QueryListener() {
      @Override
      public void onAck(String from) {
        replies.add(new QueryReply.Ack(from));
      }

      @Override
      public void onResponse(String from, byte[] payload) {
        replies.add(new QueryReply.Response(from, payload));
      }

      @Override
      public void onDone() {
        if (isStopping.getAsBoolean()) {
          replies.fail("the member has stopped before the end of the query");
        } else {
          replies.end();
        }
      }
    };
  }

  /**
   * Each subscriber is called on a virtual thread, one reply at a time, and may block; {@code
   * onComplete} follows at the deadline.
   */
  @Override
  public void subscribe(Flow.Subscriber<? super QueryReply> subscriber) {
    replies.register(new Lane<>(subscriber, replies.reader()));
  }

  /**
   * The replies as they come. Its operations block for the next one, and the stream ends at the
   * deadline.
   */
  public Stream<QueryReply> stream() {
    return StreamSupport.stream(new Replies(), false);
  }

  /** Blocks until the deadline. */
  public QueryResult await() {
    return await(Set.of(), false);
  }

  /**
   * Blocks until each of these members has responded, or until the deadline; who is missing then is
   * not in the result. What came by then from others is in the result as well.
   *
   * @param members names, for instance of those that {@link QueryParams#tag} is for, as {@link
   *     Serf#members()} knows them
   */
  public QueryResult await(Collection<String> members) {
    return await(Set.copyOf(members), true);
  }

  private QueryResult await(Set<String> members, boolean early) {
    var missing = new HashSet<>(members);
    int count = 0;
    while (!early || !missing.isEmpty()) {
      QueryReply reply = replies.await(count);
      if (reply == null) {
        break;
      }
      count++;
      if (reply instanceof QueryReply.Response) {
        missing.remove(reply.from());
      }
    }
    return QueryResult.of(replies.first(count));
  }

  /** Completes at the deadline, on a virtual thread. To cancel it does not end the query. */
  public CompletableFuture<QueryResult> result() {
    return CompletableFuture.supplyAsync(this::await, Thread::startVirtualThread);
  }

  /** Ends it now: what has come is all that comes. Idempotent; not needed after the deadline. */
  @Override
  public void close() {
    replies.end();
  }

  /** Waits for each reply in turn. */
  private final class Replies extends Spliterators.AbstractSpliterator<QueryReply> {
    private int next;

    Replies() {
      super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    }

    @Override
    public boolean tryAdvance(Consumer<? super QueryReply> action) {
      QueryReply reply = replies.await(next);
      if (reply == null) {
        return false;
      }
      next++;
      action.accept(reply);
      return true;
    }
  }
}
