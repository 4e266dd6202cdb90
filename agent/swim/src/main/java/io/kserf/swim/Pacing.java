package io.kserf.swim;

import java.time.Duration;

/**
 * How soon a member gossips, and to whom. When to send is a member's own affair: others cannot
 * tell, except that they hear of things sooner.
 *
 * @param freshDelay how long a new broadcast waits for others to share its packets, until it goes
 *     out ahead of the next tick
 * @param freshPackets how many packets may go out ahead of each tick; with 0 everything waits
 * @param peersInTurn whether everybody is gossiped to once before anybody is a second time, instead
 *     of at random
 * @param fairShares whether membership and the delegate's messages take turns in filling a packet
 *     first, instead of the latter always getting what the former leaves
 */
public record Pacing(
    Duration freshDelay, int freshPackets, boolean peersInTurn, boolean fairShares) {
  /** Everything waits for the tick, and goes to random peers, as in Serf. */
  public static final Pacing SERF = new Pacing(Duration.ZERO, 0, false, false);

  /** Sends up to 15 packets in the LAN's interval instead of 3, while there is that much news. */
  public static final Pacing AHEAD = new Pacing(Duration.ofMillis(5), 12, true, true);

  public Pacing {
    if (freshDelay.isNegative() || freshPackets < 0) {
      throw new IllegalArgumentException(
          "pacing of %d packets after %s is negative".formatted(freshPackets, freshDelay));
    }
  }
}
