package io.kserf.node;

import io.kserf.swim.Log;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Keeps what was logged, as {@code LEVEL text}. */
final class RecordedLog implements Log {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void log(Level level, Supplier<String> message) {
    lines.add(level + " " + message.get());
  }

  List<String> lines() {
    return lines;
  }
}
