package io.kserf.node;

import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A subscriber that hands everything to a function. Its future completes at the end, fails when the
 * function throws or too much waits for it, and ends the subscription when it is cancelled.
 *
 * @param <T> what the function takes
 */
final class Handler<T> implements Flow.Subscriber<T> {
  private final Consumer<? super T> function;
  private final String what;
  private final BooleanSupplier isClosed;
  private final Log log;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /**
   * @param what it is subscribed to, for the log
   * @param isClosed whether the member has ended: a function that asks it for anything is refused
   *     then, which is no news
   */
  Handler(Consumer<? super T> function, String what, BooleanSupplier isClosed, Log log) {
    this.function = function;
    this.what = what;
    this.isClosed = isClosed;
    this.log = log;
  }

  CompletableFuture<Void> end() {
    return end;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    end.whenComplete((none, e) -> subscription.cancel());
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(T item) {
    if (end.isDone()) {
      return;
    }
    try {
      function.accept(item);
    } catch (RuntimeException | Error e) {
      complain(e);
      end.completeExceptionally(e);
    }
  }

  /** Few keep the future, and a function that is called no more must not go unnoticed. */
  private void complain(Throwable defect) {
    if (!isClosed.getAsBoolean()) {
      log.log(
          Level.ERR,
          () ->
              "kserf: a subscriber to %s failed and gets no more: %s (catch what its handler may throw)"
                  .formatted(what, defect));
    }
  }

  @Override
  public void onError(Throwable cause) {
    end.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    end.complete(null);
  }
}
