package io.kserf.node;

import java.util.concurrent.Flow;

/**
 * Passes everything on, and knows at once when the subscriber has cancelled: the JDK's publisher
 * takes note of it on another thread, some time later.
 */
final class WatchedSubscriber<T> implements Flow.Subscriber<T> {
  private final Flow.Subscriber<? super T> subscriber;
  private volatile boolean cancelled;

  WatchedSubscriber(Flow.Subscriber<? super T> subscriber) {
    this.subscriber = subscriber;
  }

  boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            subscription.request(n);
          }

          @Override
          public void cancel() {
            cancelled = true;
            subscription.cancel();
          }
        });
  }

  @Override
  public void onNext(T item) {
    subscriber.onNext(item);
  }

  @Override
  public void onError(Throwable cause) {
    subscriber.onError(cause);
  }

  @Override
  public void onComplete() {
    subscriber.onComplete();
  }
}
