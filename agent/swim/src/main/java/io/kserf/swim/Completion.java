package io.kserf.swim;

/**
 * The outcome of an operation that takes time: exactly one of the two methods is called, once, on
 * the instance's thread.
 *
 * @param <T> what success brings
 */
public interface Completion<T> {
  void succeeded(T result);

  void failed(SwimException cause);

  /** Tells the success of an operation that brings nothing but that it is done. */
  @SuppressWarnings("NullAway") // Void has no value but null.
  static void done(Completion<Void> completion) {
    completion.succeeded(null);
  }
}
