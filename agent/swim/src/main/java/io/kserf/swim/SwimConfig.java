package io.kserf.swim;

import java.time.Duration;

/**
 * Settings of membership, with memberlist's names and defaults.
 *
 * @param name this member's name
 * @param advertise the address that others reach it at; IPv4 in its 4-byte form
 * @param protocolCurrent the delegate's (Serf's) protocol in use, index 5 of the version bytes
 * @param label memberlist's label, empty for none
 * @param pacing how soon to gossip; memberlist has no such setting
 */
public record SwimConfig(
    String name,
    Address advertise,
    int protocolCurrent,
    String label,
    boolean compression,
    int udpBufferSize,
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
    Duration deadNodeReclaimTime,
    Pacing pacing) {

  /** Timing presets, with Serf's numbers for the first three. */
  public enum Profile {
    LAN,
    WAN,
    LOCAL
  }

  public static SwimConfig of(Profile profile, String name, Address advertise) {
    return switch (profile) {
      case LAN -> preset(name, advertise, 10_000, 3, 4, 4, 30_000, 1_000, 500, 200, 3, 30_000);
      case WAN -> preset(name, advertise, 30_000, 3, 4, 6, 60_000, 5_000, 3_000, 500, 4, 60_000);
      case LOCAL -> preset(name, advertise, 1_000, 1, 2, 3, 15_000, 1_000, 200, 100, 3, 15_000);
    };
  }

  private static SwimConfig preset(
      String name,
      Address advertise,
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
    return new SwimConfig(
        name,
        advertise,
        5,
        "",
        true,
        1400,
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
        Duration.ZERO,
        Pacing.AHEAD);
  }

  /** The same settings with another pacing. */
  public SwimConfig withPacing(Pacing other) {
    return new SwimConfig(
        name,
        advertise,
        protocolCurrent,
        label,
        compression,
        udpBufferSize,
        tcpTimeout,
        indirectChecks,
        retransmitMult,
        suspicionMult,
        suspicionMaxTimeoutMult,
        pushPullInterval,
        probeInterval,
        probeTimeout,
        awarenessMaxMultiplier,
        gossipInterval,
        gossipNodes,
        gossipToTheDeadTime,
        tcpPings,
        deadNodeReclaimTime,
        other);
  }

  /**
   * The six protocol numbers that this member announces, {@code min, max, current} of memberlist
   * and of Serf. All of Serf's protocols go with memberlist's 2.
   */
  byte[] versions() {
    return new byte[] {1, 5, 2, 2, 5, (byte) protocolCurrent};
  }
}
