package io.kserf.benchmarks;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What a member costs at a steady rate of typical packets, one in a hundred of which has nothing
 * but news: processor time, and garbage.
 */
final class SustainedLoad {
  static final String HEADER =
      "%-26s %12s %12s %12s %12s %14s %14s"
          .formatted(
              "50,000 packets/s",
              "packets/s",
              "% of a core",
              "us/packet",
              "bytes/packet",
              "collections/s",
              "% of the time");

  private static final int PACKETS_PER_SECOND = 50_000;
  private static final int PACKETS_A_BURST = 50;
  private static final int ONE_IN = 100;
  private static final long BURST_NANOS = 1_000_000_000L * PACKETS_A_BURST / PACKETS_PER_SECOND;

  private final Layers layers;
  private final byte[] oldNews;
  private final List<byte[]> news;
  private final Receiver receiver;
  private final int bursts;

  SustainedLoad(Layers layers, Duration duration) {
    this.layers = layers;
    this.bursts = Math.toIntExact(duration.toNanos() / BURST_NANOS);
    var packet = new TypicalPacket();
    this.oldNews = packet.gossip(layers);
    this.news = packet.news(layers, 2 * (bursts * PACKETS_A_BURST / ONE_IN + 1));
    this.receiver = new Receiver(layers.keyring());
  }

  /** Warms up for as long as it then measures; returns a line of figures. */
  String run() {
    var unread = news.iterator();
    feed(unread);
    Usage before = Usage.now();
    feed(unread);
    return line(Usage.now().since(before));
  }

  private void feed(Iterator<byte[]> unread) {
    long due = System.nanoTime();
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

  private String line(Usage used) {
    double seconds = used.wallNanos() / 1e9;
    long packets = (long) bursts * PACKETS_A_BURST;
    return String.format(
        Locale.ROOT,
        "%-26s %,12.0f %12.1f %12.2f %,12.0f %14.1f %14.2f",
        layers,
        packets / seconds,
        100.0 * used.cpuNanos() / used.wallNanos(),
        used.cpuNanos() / 1e3 / packets,
        (double) used.allocatedBytes() / packets,
        used.collections() / seconds,
        used.collectionMillis() / 10.0 / seconds);
  }
}
