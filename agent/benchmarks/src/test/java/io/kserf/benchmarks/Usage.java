package io.kserf.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process has used up to one moment.
 *
 * @param cpuNanos of all threads: what collects garbage and compiles is paid for, too
 * @param allocatedBytes by the calling thread
 */
record Usage(
    long wallNanos, long cpuNanos, long allocatedBytes, long collections, long collectionMillis) {

  static Usage now() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long collections = 0;
    long millis = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      collections += collector.getCollectionCount();
      millis += collector.getCollectionTime();
    }
    return new Usage(
        System.nanoTime(),
        system.getProcessCpuTime(),
        threads.getCurrentThreadAllocatedBytes(),
        collections,
        millis);
  }

  Usage since(Usage earlier) {
    return new Usage(
        wallNanos - earlier.wallNanos,
        cpuNanos - earlier.cpuNanos,
        allocatedBytes - earlier.allocatedBytes,
        collections - earlier.collections,
        collectionMillis - earlier.collectionMillis);
  }
}
