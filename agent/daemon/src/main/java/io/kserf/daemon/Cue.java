package io.kserf.daemon;

/** What ends the agent's wait, or changes what it does. */
sealed interface Cue {
  /**
   * @param name Go's text for it: {@code interrupt}, {@code terminated}, {@code hangup}
   */
  record Signal(String name) implements Cue {}

  /** A client made the agent leave, and was answered. */
  record Left() implements Cue {}

  /**
   * The member stopped by itself.
   *
   * @param reason empty if there is nothing to say
   */
  record Stopped(String reason) implements Cue {}

  /** No seed answered in as many attempts as are allowed. */
  record RetriesExhausted() implements Cue {}
}
