package io.kserf.node;

import com.sun.management.OperatingSystemMXBean;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What this process uses at one moment.
 *
 * @param sockets file descriptors that are sockets
 * @param threads names of its threads, virtual ones not counted
 * @param heapBytes after a collection
 * @param bufferBytes that Netty holds outside of the heap
 * @param cpuNanos since the start
 */
record Footprint(
    long sockets, List<String> threads, long heapBytes, long bufferBytes, long cpuNanos) {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  static Footprint now() {
    System.gc();
    return new Footprint(
        countSockets(),
        namesOfThreads(),
        heapInUse(),
        buffersInUse(),
        system().getProcessCpuTime());
  }

  private static OperatingSystemMXBean system() {
    return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  }

  static long cpuNanosNow() {
    return system().getProcessCpuTime();
  }

  /** As Linux tells it. */
  static long countSockets() {
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      return descriptors.filter(Footprint::isSocket).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (NoSuchFileException e) {
      // Closed meanwhile.
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> namesOfThreads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted().toList();
  }

  private static long heapInUse() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long buffersInUse() {
    return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
  }
}
