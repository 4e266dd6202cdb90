package io.kserf.swim;

import java.time.Duration;

/** The LAN's settings, of which a test changes what it is about. */
final class Settings {
  private final SwimConfig config;
  private final Timing lan;
  String name;
  Address address;

  /** Serf's: most tests say at which tick something is sent. */
  Pacing pacing = Pacing.SERF;

  Identities identities = Identities.unshared();
  Admission admission = Admission.OPEN;

  boolean compression = false;
  String label = "";
  int udpBufferSize;
  int indirectChecks;
  int gossipNodes;
  int suspicionMult;
  boolean tcpPings;
  Duration probeInterval;
  Duration pushPullInterval;
  Duration deadNodeReclaimTime;

  private Settings(String name, Address address) {
    this.name = name;
    this.address = address;
    this.config = SwimConfig.of(SwimConfig.Profile.LAN, name, address);
    this.lan = config.timing();
    udpBufferSize = config.framing().udpBufferSize();
    indirectChecks = lan.indirectChecks();
    gossipNodes = lan.gossipNodes();
    suspicionMult = lan.suspicionMult();
    tcpPings = lan.tcpPings();
    probeInterval = lan.probeInterval();
    pushPullInterval = lan.pushPullInterval();
    deadNodeReclaimTime = lan.deadNodeReclaimTime();
  }

  static Settings lan(String name, Address address) {
    return new Settings(name, address);
  }

  /** Neither probes nor gossips: whatever is sent is an answer. */
  void quiet() {
    probeInterval = Duration.ZERO;
    gossipNodes = 0;
  }

  SwimConfig build() {
    return new SwimConfig(
        name,
        address,
        config.protocolCurrent(),
        new Framing(label, compression, udpBufferSize),
        timing(),
        admission,
        pacing);
  }

  private Timing timing() {
    return new Timing(
        lan.tcpTimeout(),
        indirectChecks,
        lan.retransmitMult(),
        suspicionMult,
        lan.suspicionMaxTimeoutMult(),
        pushPullInterval,
        probeInterval,
        lan.probeTimeout(),
        lan.awarenessMaxMultiplier(),
        lan.gossipInterval(),
        gossipNodes,
        lan.gossipToTheDeadTime(),
        tcpPings,
        deadNodeReclaimTime);
  }
}
