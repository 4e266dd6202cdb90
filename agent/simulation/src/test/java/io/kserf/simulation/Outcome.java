package io.kserf.simulation;

import io.kserf.swim.Completion;
import io.kserf.swim.SwimException;

/** How an operation ended, as soon as it has. */
final class Outcome<T> implements Completion<T> {
  private boolean over;
  private SwimException failure;
  private T result;

  @Override
  public void succeeded(T value) {
    requireFirst();
    result = value;
  }

  @Override
  public void failed(SwimException cause) {
    requireFirst();
    failure = cause;
  }

  private void requireFirst() {
    if (over) {
      throw new AssertionError("an operation ended twice");
    }
    over = true;
  }

  boolean isOver() {
    return over;
  }

  boolean succeeded() {
    return over && failure == null;
  }

  SwimException failure() {
    return failure;
  }

  T result() {
    return result;
  }
}
