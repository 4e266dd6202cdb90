package io.kserf.daemon.log;

import io.kserf.swim.Log;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Brings what the libraries log, warnings and worse, into the agent's own log. */
public final class LogRouter extends Handler {
  private final Log log;
  private final SimpleFormatter formatter = new SimpleFormatter();

  private LogRouter(Log log) {
    this.log = log;
    setLevel(Level.WARNING);
  }

  /** Takes the place of every handler that is installed. */
  public static void install(Log log) {
    Logger root = LogManager.getLogManager().getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new LogRouter(log));
  }

  @Override
  public void publish(LogRecord entry) {
    if (isLoggable(entry)) {
      log.log(levelOf(entry), () -> textOf(entry));
    }
  }

  private static Log.Level levelOf(LogRecord entry) {
    return entry.getLevel().intValue() >= Level.SEVERE.intValue() ? Log.Level.ERR : Log.Level.WARN;
  }

  /** One line: the last part of the logger's name stands for the component. */
  private String textOf(LogRecord entry) {
    String name = String.valueOf(entry.getLoggerName());
    String component = name.substring(name.lastIndexOf('.') + 1);
    Throwable thrown = entry.getThrown();
    return component
        + ": "
        + formatter.formatMessage(entry)
        + (thrown == null ? "" : ": " + thrown);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
