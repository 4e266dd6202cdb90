package io.kserf.daemon.log;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The agent's standard output, as Serf writes it: headings after {@code ==> }, details and log
 * lines after four blanks. Log lines are held back until the agent runs. Nobody waits for a reader
 * that does not read: at most {@value #BACKLOG} lines wait for it, the rest is dropped and counted.
 */
public final class Console implements AutoCloseable {
  static final int BACKLOG = 8192;

  private static final int HELD = 512;
  private static final long CLOSE_WAIT_MILLIS = 1_000;

  /** Ends the writer; known by its identity. */
  private static final String END = new String("end");

  private final PrintStream out;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(BACKLOG);
  private final Thread writer;
  private @Nullable Queue<String> held = new ArrayDeque<>();
  private long dropped;

  public Console(PrintStream out) {
    this.out = out;
    // Not a virtual thread: a write to a full pipe would block one of the few carriers.
    writer = Thread.ofPlatform().daemon().name("kserf-console").start(this::write);
  }

  public void heading(String text) {
    enqueue("==> " + text);
  }

  public void detail(String text) {
    enqueue("    " + text);
  }

  public void emptyLine() {
    enqueue("");
  }

  /** Shows a line of the log, or keeps it until {@link #release()}. */
  public synchronized void logLine(LogLine line) {
    String text = "    " + line.text();
    if (held == null) {
      enqueue(text);
    } else if (held.size() < HELD) {
      held.add(text);
    }
  }

  /** From now on log lines are shown, beginning with those that were held back. */
  public synchronized void release() {
    if (held != null) {
      held.forEach(this::enqueue);
      held = null;
    }
  }

  private synchronized void enqueue(String line) {
    if (!lines.offer(line)) {
      dropped++;
    } else if (dropped > 0
        && lines.offer("    (" + dropped + " lines were dropped: nobody read them)")) {
      dropped = 0;
    }
  }

  private void write() {
    try {
      for (String line = lines.take(); line != END; line = lines.take()) {
        out.println(line);
        if (lines.isEmpty()) {
          out.flush();
        }
      }
    } catch (InterruptedException e) {
      // Told to stop before everything was read.
    }
    out.flush();
  }

  /** Writes out what waits, for a second at most. */
  @Override
  public void close() {
    try {
      if (lines.offer(END, CLOSE_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        writer.join(CLOSE_WAIT_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
