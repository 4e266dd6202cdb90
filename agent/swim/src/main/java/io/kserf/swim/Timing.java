package io.kserf.swim;

import java.time.Duration;

/**
 * How often, how long and to how many: the numbers of a profile, with memberlist's names.
 *
 * @param tcpTimeout for a whole exchange over a stream
 * @param indirectChecks how many others ping for us when a direct ping is not answered
 * @param retransmitMult how often a rumour is sent, for each power of ten of members
 * @param suspicionMult shortest time from suspicion to failure, in probe intervals, for each power
 *     of ten of members
 * @param suspicionMaxTimeoutMult how much longer it is as long as nobody else suspects the member
 * @param pushPullInterval zero turns exchanges of everything off
 * @param probeInterval zero turns failure detection off
 * @param probeTimeout how long a direct ping may take
 * @param awarenessMaxMultiplier upper bound of Lifeguard's health score, which stretches the
 *     intervals of a member that is in trouble itself
 * @param gossipInterval zero turns gossip off
 * @param gossipNodes to how many members at each tick
 * @param gossipToTheDeadTime how long the dead are still told, so that they can object
 * @param tcpPings whether a probe also tries a stream
 * @param deadNodeReclaimTime after which another address may claim the name of the dead; zero:
 *     never
 */
public record Timing(
    Duration tcpTimeout,
    int indirectChecks,
    int retransmitMult,
    int suspicionMult,
    int suspicionMaxTimeoutMult,
    Duration pushPullInterval,
    Duration probeInterval,
    Duration probeTimeout,
    int awarenessMaxMultiplier,
    Duration gossipInterval,
    int gossipNodes,
    Duration gossipToTheDeadTime,
    boolean tcpPings,
    Duration deadNodeReclaimTime) {

  /** What a profile stands for. */
  static Timing of(SwimConfig.Profile profile) {
    return switch (profile) {
      case LAN -> preset(10_000, 3, 4, 4, 30_000, 1_000, 500, 200, 3, 30_000);
      case WAN -> preset(30_000, 3, 4, 6, 60_000, 5_000, 3_000, 500, 4, 60_000);
      case LOCAL -> preset(1_000, 1, 2, 3, 15_000, 1_000, 200, 100, 3, 15_000);
      case FAST -> preset(2_000, 3, 4, 3, 15_000, 200, 100, 50, 3, 15_000);
    };
  }

  private static Timing preset(
      int tcpTimeoutMillis,
      int indirectChecks,
      int retransmitMult,
      int suspicionMult,
      int pushPullMillis,
      int probeMillis,
      int probeTimeoutMillis,
      int gossipMillis,
      int gossipNodes,
      int gossipToTheDeadMillis) {
    return new Timing(
        Duration.ofMillis(tcpTimeoutMillis),
        indirectChecks,
        retransmitMult,
        suspicionMult,
        6,
        Duration.ofMillis(pushPullMillis),
        Duration.ofMillis(probeMillis),
        Duration.ofMillis(probeTimeoutMillis),
        8,
        Duration.ofMillis(gossipMillis),
        gossipNodes,
        Duration.ofMillis(gossipToTheDeadMillis),
        true,
        Duration.ZERO);
  }
}
