package io.kserf.simulation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * What happened in a run: a number that stands for every single thing in its order, and the last
 * lines for people. Two runs of the same seed that differ anywhere differ in the number.
 */
public final class Trace {
  private static final int KEPT_LINES = 2_000;

  private final VirtualTime time;
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private long hash;
  private long datagrams;

  Trace(VirtualTime time) {
    this.time = time;
  }

  void datagram(String from, String to, byte[] bytes) {
    datagrams++;
    mix(31L * from.hashCode() + to.hashCode());
    mix(Arrays.hashCode(bytes));
  }

  void line(String host, String text) {
    String line = "%11.6f %s: %s".formatted(time.nowNanos() / 1e9, host, text);
    mix(line.hashCode());
    if (lines.size() == KEPT_LINES) {
      lines.removeFirst();
    }
    lines.add(line);
  }

  /** The mixing step of SplitMix64, over the time and the value. */
  private void mix(long value) {
    long z = hash + 0x9e3779b97f4a7c15L + value + 0x632be59bd9b4e019L * time.nowNanos();
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    hash = z ^ z >>> 31;
  }

  /** Stands for all that happened so far. */
  public long fingerprint() {
    return hash;
  }

  /** Datagrams that arrived so far. */
  public long datagrams() {
    return datagrams;
  }

  /** The last lines: the hosts' own logs, boots and crashes, with the time in seconds. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
