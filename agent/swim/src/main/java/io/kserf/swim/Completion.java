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
}
