package io.kserf.node;

import io.kserf.serf.SerfException;
import io.kserf.swim.Completion;
import io.kserf.swim.SwimException;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that a member's engine runs on, and the way for other threads to have something
 * done there.
 */
final class MemberLoop {
  private static final long TERMINATION_SECONDS = 2;

  private final EventLoop loop;
  private final @Nullable EventLoopGroup own;
  private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private MemberLoop(EventLoop loop, @Nullable EventLoopGroup own) {
    this.loop = loop;
    this.own = own;
  }

  /**
   * @param shared whose loop is used; without it the member gets a daemon thread of its own
   */
  static MemberLoop of(String memberName, @Nullable EventLoopGroup shared) {
    if (shared == null) {
      var own = new NioEventLoopGroup(1, new DefaultThreadFactory("kserf-" + memberName, true));
      return new MemberLoop(own.next(), own);
    }
    if (shared.next() instanceof EventLoop loop) {
      return new MemberLoop(loop, null);
    }
    throw new SerfException(
        "eventLoopGroup %s has no event loops (pass a NioEventLoopGroup)".formatted(shared));
  }

  EventLoop netty() {
    return loop;
  }

  /** Runs {@code question} on the loop and returns its answer. May be called on the loop itself. */
  <T extends @Nullable Object> T ask(Supplier<T> question) {
    if (loop.inEventLoop()) {
      return question.get();
    }
    return await(done -> done.succeeded(question.get()));
  }

  /** Runs {@code order} on the loop and waits until that is done. May be called on the loop. */
  void tell(Runnable order) {
    ask(
        () -> {
          order.run();
          return true;
        });
  }

  /** Runs {@code task} on the loop in a while, without waiting; never, if the loop has ended. */
  void post(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      // It has ended: nobody is left to care.
    }
  }

  /** Starts {@code operation} on the loop and waits until it completes. */
  <T extends @Nullable Object> T await(Consumer<Completion<T>> operation) {
    requireOtherThread();
    var answer = new CompletableFuture<T>();
    waiting.add(answer);
    try {
      if (closed) {
        throw closed();
      }
      loop.execute(() -> begin(operation, answer));
      return answer.get();
    } catch (RejectedExecutionException e) {
      throw closed();
    } catch (ExecutionException e) {
      throw asSerfException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SerfException("interrupted while waiting for the member", e);
    } finally {
      waiting.remove(answer);
    }
  }

  /**
   * @throws IllegalStateException on the loop, which must not wait for itself
   */
  void requireOtherThread() {
    if (loop.inEventLoop()) {
      throw new IllegalStateException(
          "this call waits, so it would stop the member for ever on the member's event loop:"
              + " make it from another thread");
    }
  }

  /** Whether somebody waits for an outcome. */
  boolean isAwaited() {
    return !waiting.isEmpty();
  }

  private static <T extends @Nullable Object> void begin(
      Consumer<Completion<T>> operation, CompletableFuture<T> answer) {
    try {
      operation.accept(
          new Completion<>() {
            @Override
            public void succeeded(T result) {
              answer.complete(result);
            }

            @Override
            public void failed(SwimException cause) {
              answer.completeExceptionally(cause);
            }
          });
    } catch (RuntimeException | AssertionError e) {
      answer.completeExceptionally(e);
    }
  }

  /** A new exception, because the cause's stack tells where the loop was and not where the user. */
  private static SerfException asSerfException(@Nullable Throwable cause) {
    return cause instanceof SerfException || cause instanceof SwimException
        ? new SerfException(String.valueOf(cause.getMessage()), cause)
        : new SerfException("internal error: " + cause + " (please report it)", cause);
  }

  private static SerfException closed() {
    return new SerfException("this member is closed");
  }

  /**
   * Fails what waits, and ends the thread if it is the member's own. The future completes when that
   * has ended, or else when the descriptors of channels that were closed on it are free again.
   */
  CompletableFuture<Void> close() {
    closed = true;
    waiting.forEach(answer -> answer.completeExceptionally(closed()));
    var ended = new CompletableFuture<Void>();
    if (own == null) {
      awaitNextRound(ended);
    } else {
      own.shutdownGracefully(0, TERMINATION_SECONDS, TimeUnit.SECONDS)
          .addListener(future -> ended.complete(null));
    }
    return ended;
  }

  /** The JDK lets go of a closed channel's descriptor when its selector is used the next time. */
  private void awaitNextRound(CompletableFuture<Void> ended) {
    try {
      // The listener hears it, too, if the group is shut down meanwhile.
      loop.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).addListener(round -> ended.complete(null));
    } catch (RejectedExecutionException e) {
      // The group has been shut down already, and its selectors with it.
      ended.complete(null);
    }
  }
}
