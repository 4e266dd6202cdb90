package io.kserf.interop;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looked up once, when it is needed. */
final class Lazy<T> {
  private final Supplier<T> source;
  private @Nullable T value;

  Lazy(Supplier<T> source) {
    this.source = source;
  }

  synchronized T get() {
    if (value == null) {
      value = source.get();
    }
    return value;
  }
}
