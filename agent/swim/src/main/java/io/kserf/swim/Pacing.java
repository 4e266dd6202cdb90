package io.kserf.swim;

import java.time.Duration;

/**
 * How soon a member gossips, how much, and to whom. When to send is a member's own affair: others
 * cannot tell, except that they hear of things sooner.
 *
 * @param freshDelay how long a new broadcast waits for others to share its packets, until it goes
 *     out ahead of the next tick
 * @param freshPackets how many packets may go out ahead of each tick; with 0 everything waits
 * @param packetsPerTick how many packets a peer may get at a tick, when one does not hold all that
 *     waits
 * @param extraBytesPerSecond the most that is sent ahead of the ticks, and beyond a packet a peer
 *     at each of them
 * @param peersInTurn whether everybody is gossiped to once before anybody is a second time, instead
 *     of at random
 * @param fairShares whether membership and the delegate's messages take turns in filling a packet
 *     first, instead of the latter always getting what the former leaves
 * @param suspectsFirst whether members under suspicion are told so right away and again before it
 *     is too late, and tell those who have missed their refutation, instead of leaving both to
 *     gossip and the next ping
 */
public record Pacing(
    Duration freshDelay,
    int freshPackets,
    int packetsPerTick,
    int extraBytesPerSecond,
    boolean peersInTurn,
    boolean fairShares,
    boolean suspectsFirst) {
  /** 2 Mbit/s. */
  public static final int EXTRA_BYTES_PER_SECOND = 256 * 1024;

  /** A packet a peer at each tick, to random peers, as in Serf. */
  public static final Pacing SERF = new Pacing(Duration.ZERO, 0, 1, 0, false, false, false);

  /** News at once, and up to 8 packets a peer at each tick, within 2 Mbit/s. */
  public static final Pacing AHEAD =
      new Pacing(Duration.ofMillis(5), 12, 8, EXTRA_BYTES_PER_SECOND, true, true, true);

  public Pacing {
    if (freshDelay.isNegative() || freshPackets < 0 || extraBytesPerSecond < 0) {
      throw new IllegalArgumentException(
          "pacing of %d packets after %s within %d bytes a second is negative"
              .formatted(freshPackets, freshDelay, extraBytesPerSecond));
    }
    if (packetsPerTick < 1) {
      throw new IllegalArgumentException(
          "pacing of %d packets a tick: 1 is the least".formatted(packetsPerTick));
    }
  }

  /** The same pacing within another budget of bytes. */
  public Pacing withExtraBytesPerSecond(int bytes) {
    return new Pacing(
        freshDelay, freshPackets, packetsPerTick, bytes, peersInTurn, fairShares, suspectsFirst);
  }
}
