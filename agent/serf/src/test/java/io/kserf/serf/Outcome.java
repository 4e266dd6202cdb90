package io.kserf.serf;

import io.kserf.swim.Completion;
import io.kserf.swim.SwimException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of an operation: {@code done …} or {@code failed: …}, or nothing yet. */
final class Outcome<T> implements Completion<T> {
  private final List<String> heard = new ArrayList<>();
  private @Nullable T result;

  @Override
  public void succeeded(T value) {
    result = value;
    heard.add("done");
  }

  @Override
  public void failed(SwimException cause) {
    heard.add("failed: " + cause.getMessage());
  }

  /** Everything that was heard: exactly one entry when the operation is over. */
  List<String> heard() {
    return heard;
  }

  T result() {
    if (result == null) {
      throw new AssertionError("no result: " + heard);
    }
    return result;
  }
}
