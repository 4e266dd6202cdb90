package io.kserf.daemon.log;

import io.kserf.swim.Log;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The agent's log: lines {@code YYYY/MM/DD HH:MM:SS [LEVEL] component: text}, as Serf's. Remembers
 * the last {@value #REMEMBERED} for monitors that come later, whatever the console shows, and hands
 * each line to everybody who listens. Called from any thread; listeners must not block.
 */
public final class LogWriter implements Log {
  /** How many lines a new monitor can look back. */
  public static final int REMEMBERED = 512;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");

  private final Clock clock;
  private final Deque<LogLine> remembered = new ArrayDeque<>(REMEMBERED);
  private final List<Listener> listeners = new ArrayList<>();
  private volatile Level lowest = Level.DEBUG;

  public LogWriter(Clock clock) {
    this.clock = clock;
  }

  private record Listener(Level lowest, Consumer<LogLine> lines) {}

  /** Ends the listening. */
  public interface Registration {
    void cancel();
  }

  @Override
  public void log(Level level, Supplier<String> message) {
    if (level.compareTo(lowest) < 0) {
      return;
    }
    String time = TIME.format(LocalDateTime.now(clock));
    var line = new LogLine(level, time + " [" + level + "] " + singleLine(message.get()));
    synchronized (this) {
      if (remembered.size() == REMEMBERED) {
        remembered.removeFirst();
      }
      remembered.addLast(line);
      for (Listener listener : listeners) {
        if (line.passes(listener.lowest)) {
          listener.lines.accept(line);
        }
      }
    }
  }

  /** Hands over the lines that are remembered, then each new one, without a gap between them. */
  public synchronized Registration replayAndFollow(Level from, Consumer<LogLine> lines) {
    remembered.stream().filter(line -> line.passes(from)).forEach(lines);
    return follow(from, lines);
  }

  /** Hands over each new line of {@code from} and above. */
  public synchronized Registration follow(Level from, Consumer<LogLine> lines) {
    var listener = new Listener(from, lines);
    listeners.add(listener);
    updateLowest();
    return () -> remove(listener);
  }

  private synchronized void remove(Listener listener) {
    listeners.removeIf(candidate -> candidate == listener);
    updateLowest();
  }

  /** Trace lines are only made when somebody wants them: they would push out all others. */
  private void updateLowest() {
    boolean trace = listeners.stream().anyMatch(listener -> listener.lowest == Level.TRACE);
    lowest = trace ? Level.TRACE : Level.DEBUG;
  }

  /**
   * Names and payloads come from the network: without this, one with a newline in it could forge a
   * line of the log.
   */
  static String singleLine(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    var line = new StringBuilder(text.length());
    boolean afterBlank = true;
    for (char c : text.strip().toCharArray()) {
      boolean blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
      if (!blank) {
        line.append(Character.isISOControl(c) ? '?' : c);
      } else if (!afterBlank) {
        line.append(' ');
      }
      afterBlank = blank;
    }
    return line.toString();
  }
}
