package io.kserf.swim;

import java.util.function.Supplier;

/**
 * Where the instance tells people what happens. Messages begin with their component as Serf's do:
 * {@code memberlist: …}, {@code serf: …}.
 */
public interface Log {
  /** The levels of Serf's log, ascending. */
  enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERR
  }

  /** Asks for the text only if the level is wanted. No secret may be part of it. */
  void log(Level level, Supplier<String> message);

  /** A log that drops everything. */
  static Log silent() {
    return (level, message) -> {};
  }
}
