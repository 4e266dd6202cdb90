package io.kserf.swim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Operations that somebody waits for. None is ever left without an answer, see {@link #failAll}.
 * Like the instance that it belongs to, it is used on that instance's thread only.
 */
public final class OpenOperations {
  private final Set<Operation<?>> open = new LinkedHashSet<>();

  /** Takes charge of {@code done}: it hears the first outcome, and only that one. */
  public <T> Completion<T> open(Completion<T> done) {
    var operation = new Operation<>(done);
    open.add(operation);
    return operation;
  }

  /** Fails all that are still open, in the order in which they were opened. */
  public void failAll(String why) {
    for (Operation<?> operation : List.copyOf(open)) {
      operation.failed(new SwimException(why));
    }
  }

  private final class Operation<T> implements Completion<T> {
    private final Completion<T> done;

    Operation(Completion<T> done) {
      this.done = done;
    }

    @Override
    public void succeeded(T result) {
      if (open.remove(this)) {
        done.succeeded(result);
      }
    }

    @Override
    public void failed(SwimException cause) {
      if (open.remove(this)) {
        done.failed(cause);
      }
    }
  }
}
