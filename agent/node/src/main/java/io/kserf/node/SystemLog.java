package io.kserf.node;

import io.kserf.swim.Log;
import java.lang.System.Logger;
import java.util.function.Supplier;

/** Sends the engine's log to the platform's logging, where an application has its own. */
record SystemLog(Logger logger) implements Log {

  static SystemLog kserf() {
    return new SystemLog(System.getLogger("io.kserf"));
  }

  @Override
  public void log(Level level, Supplier<String> message) {
    logger.log(levelOf(level), message);
  }

  private static Logger.Level levelOf(Level level) {
    return switch (level) {
      case TRACE -> Logger.Level.TRACE;
      case DEBUG -> Logger.Level.DEBUG;
      case INFO -> Logger.Level.INFO;
      case WARN -> Logger.Level.WARNING;
      case ERR -> Logger.Level.ERROR;
    };
  }
}
