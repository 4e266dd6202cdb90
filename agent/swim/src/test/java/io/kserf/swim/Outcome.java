package io.kserf.swim;

import java.util.ArrayList;
import java.util.List;

/** What came of an operation: {@code ok}, {@code ok 3} or the reason of its failure. */
final class Outcome<T> implements Completion<T> {
  private final List<String> outcomes = new ArrayList<>();

  @Override
  public void succeeded(T result) {
    outcomes.add(result == null ? "ok" : "ok " + result);
  }

  @Override
  public void failed(SwimException cause) {
    outcomes.add(cause.getMessage());
  }

  /** All outcomes; a well-behaved operation has at most one. */
  List<String> all() {
    return List.copyOf(outcomes);
  }
}
