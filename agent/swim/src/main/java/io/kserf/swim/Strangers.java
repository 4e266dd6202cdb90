package io.kserf.swim;

import java.util.Arrays;

/**
 * How much this member sends to addresses that are no member's only because a packet has named
 * them. Whoever writes a packet can put any address into it, so without a bound a pool would be a
 * means to flood others.
 *
 * <p>A token bucket an IP address, as the time at which it would be full again. Addresses share a
 * fixed number of buckets by a hash; that others can foresee it gives them nothing, since they
 * could name the address itself. Costs 8 KiB.
 */
final class Strangers {
  /** What one IP address gets on average: some thirty answers. */
  static final int BYTES_PER_SECOND = 4096;

  /** What it gets at once, after a second in which it got nothing. */
  static final int BURST_BYTES = BYTES_PER_SECOND;

  private static final int BUCKETS = 1024;
  private static final long NANOS_PER_BYTE = 1_000_000_000 / BYTES_PER_SECOND;
  private static final long BURST_NANOS = BURST_BYTES * NANOS_PER_BYTE;

  private final long[] fullAtNanos = new long[BUCKETS];

  /** Takes {@code bytes} from what an address still gets; false if it is not that much. */
  boolean take(Address to, int bytes, long nowNanos) {
    int bucket = bucket(to);
    long fullAt = Math.max(fullAtNanos[bucket], nowNanos) + bytes * NANOS_PER_BYTE;
    if (fullAt - nowNanos > BURST_NANOS) {
      return false;
    }
    fullAtNanos[bucket] = fullAt;
    return true;
  }

  /** By the IP address: whoever floods a host need not keep to one port. */
  private int bucket(Address to) {
    byte[] ip = to.ip();
    // Both forms of an IPv4 address are one host, so only the last four bytes may count.
    int hash = Arrays.hashCode(Arrays.copyOfRange(ip, Math.max(ip.length - 4, 0), ip.length));
    int mixed = hash * 0x9e37_79b9;
    return (mixed ^ mixed >>> 15) & BUCKETS - 1;
  }
}
