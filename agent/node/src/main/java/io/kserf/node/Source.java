package io.kserf.node;

import org.jspecify.annotations.Nullable;

/**
 * Where one subscriber's items come from. Asked by one thread at a time, on which it may block.
 *
 * @param <T> what it gives
 */
interface Source<T> {
  /** The next item, or null while there is none. */
  @Nullable T poll();

  /** Whether none waits and none will come any more. */
  boolean isOver();

  /** Once it is over: why it ended before its time, or null if it did not. */
  @Nullable Throwable failure();
}
