package io.kserf.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What one member's thread does at a steady rate of typical packets, one in a hundred of which has
 * nothing but news: processor time, and garbage with what it costs.
 */
final class SustainedLoad {
  private static final int PACKETS_PER_SECOND = 50_000;
  private static final int PACKETS_A_BURST = 50;
  private static final int ONE_IN = 100;
  private static final long BURST_NANOS = 1_000_000_000L * PACKETS_A_BURST / PACKETS_PER_SECOND;

  private final Layers layers;
  private final byte[] oldNews;
  private final List<byte[]> news;
  private final Receiver receiver;
  private final int bursts;

  /** Of the processor, the heap and the collectors, at one moment. */
  private record Usage(
      long wallNanos, long cpuNanos, long allocatedBytes, long collections, long collectionMillis) {
    static Usage now() {
      var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long collections = 0;
      long millis = 0;
      for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
        collections += collector.getCollectionCount();
        millis += collector.getCollectionTime();
      }
      return new Usage(
          System.nanoTime(),
          threads.getCurrentThreadCpuTime(),
          threads.getCurrentThreadAllocatedBytes(),
          collections,
          millis);
    }
  }

  SustainedLoad(Layers layers, Duration duration) {
    this.layers = layers;
    this.bursts = Math.toIntExact(duration.toNanos() / BURST_NANOS);
    var packet = new TypicalPacket();
    this.oldNews = packet.gossip(layers);
    this.news = packet.news(layers, 2 * bursts * PACKETS_A_BURST / ONE_IN + 2);
    this.receiver = new Receiver(layers.keyring());
  }

  /** Warms up for as long as it then measures; returns one line of figures. */
  String run() {
    var unread = news.iterator();
    feed(unread);
    Usage before = Usage.now();
    feed(unread);
    return report(before, Usage.now());
  }

  private void feed(java.util.Iterator<byte[]> unread) {
    long due = System.nanoTime();
    long started = due;
    for (int burst = 0; burst < bursts; burst++) {
      for (int i = 0; i < PACKETS_A_BURST; i++) {
        boolean isNews = (burst * PACKETS_A_BURST + i) % ONE_IN == 0;
        receiver.receive(isNews ? unread.next() : oldNews);
      }
      receiver.passTime(Duration.ofNanos(BURST_NANOS));
      due += BURST_NANOS;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
  }

  private String report(Usage before, Usage after) {
    double seconds = (after.wallNanos - before.wallNanos) / 1e9;
    long packets = (long) bursts * PACKETS_A_BURST;
    return String.format(
        Locale.ROOT,
        "%-26s %,9.0f packets/s  %5.1f %% of a core  %5.2f us/packet  %,7.0f B/packet  %4.0f MB/s"
            + "  %4.1f collections/s  %5.2f %% of the time in them",
        layers,
        packets / seconds,
        100.0 * (after.cpuNanos - before.cpuNanos) / (after.wallNanos - before.wallNanos),
        (after.cpuNanos - before.cpuNanos) / 1e3 / packets,
        (double) (after.allocatedBytes - before.allocatedBytes) / packets,
        (after.allocatedBytes - before.allocatedBytes) / 1e6 / seconds,
        (after.collections - before.collections) / seconds,
        (after.collectionMillis - before.collectionMillis) / 10.0 / seconds);
  }

  public static void main(String[] args) {
    for (Layers layers : Layers.values()) {
      System.out.println(new SustainedLoad(layers, Duration.ofSeconds(5)).run());
    }
  }
}
