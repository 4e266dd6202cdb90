package io.kserf.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * What members in the thousands cost a process. Prints figures and asserts nothing but that they
 * see each other:
 *
 * <pre>{@code
 * ./mvnw -Pcrowd -pl agent/node -am test [-Dcrowd.pools=20] [-Dcrowd.members=100]
 * }</pre>
 */
class CrowdBenchmark {
  private static final int POOLS = Integer.getInteger("crowd.pools", 20);
  private static final int MEMBERS = Integer.getInteger("crowd.members", 100);
  private static final int LOOPS = 2;
  private static final Duration WATCHED = Duration.ofSeconds(30);

  @Test
  void aCrowdInOneProcess() throws Exception {
    int all = POOLS * MEMBERS;
    Footprint before = Footprint.now();
    try (var crowd = new Crowd(LOOPS)) {
      long start = System.nanoTime();
      for (int i = 0; i < POOLS; i++) {
        crowd.addPool(MEMBERS);
      }
      long started = System.nanoTime();
      long nearly = awaitMissing(crowd, crowd.pairs() / 1000);
      long complete = awaitMissing(crowd, 0);
      long idleCpu = cpuOf(WATCHED);
      Footprint running = Footprint.now();
      int warnings = crowd.warnings();
      long closing = System.nanoTime();
      crowd.closeMembers();
      long closed = System.nanoTime();
      Footprint after = Footprint.now();

      print("members", "%d in %d pools of %d, %d event loops", all, POOLS, MEMBERS, LOOPS);
      print("started and joined", "%.1f s", seconds(started - start));
      print("99.9 % see each other", "after another %.1f s", seconds(nearly - started));
      print("all do, after push/pull", "after another %.1f s", seconds(complete - nearly));
      print("heap", "%.1f kB a member", perMember(before.heapBytes(), running.heapBytes(), all));
      print("Netty's buffers", "%.1f MB in all", running.bufferBytes() / 1e6);
      print("sockets", "%d, before %d", running.sockets(), before.sockets());
      print("threads", "%d, before %d", running.threads().size(), before.threads().size());
      print(
          "CPU of a pool at rest",
          "%.2f cores over %d s",
          idleCpu / (double) WATCHED.toNanos(),
          WATCHED.toSeconds());
      print("closed", "in %.1f s", seconds(closed - closing));
      print(
          "left behind",
          "%d sockets, threads %s",
          after.sockets() - before.sockets(),
          after.threads().stream().filter(name -> !before.threads().contains(name)).toList());
      print("warnings", "%d", warnings);
    }
  }

  /** Returns when no more than that many members are missing in the lists of others. */
  private static long awaitMissing(Crowd crowd, long atMost) {
    await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> crowd.missing() <= atMost);
    return System.nanoTime();
  }

  private static long cpuOf(Duration time) throws InterruptedException {
    long cpu = Footprint.cpuNanosNow();
    new CountDownLatch(1).await(time.toSeconds(), SECONDS);
    return Footprint.cpuNanosNow() - cpu;
  }

  private static double perMember(long before, long now, int members) {
    return (now - before) / 1e3 / members;
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  private static void print(String what, String format, Object... values) {
    System.out.printf("%-26s %s%n", what, format.formatted(values));
  }
}
