package io.kserf.serf;

import io.kserf.serf.snapshot.Snapshot;
import io.kserf.swim.Address;
import io.kserf.swim.Keyring;
import io.kserf.swim.Pacing;
import io.kserf.swim.SwimConfig;
import io.kserf.swim.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Settings of the library (nothing is coalesced), with what a test wants to differ. */
final class TestSettings {
  private Map<String, String> tags = Map.of();
  private Duration coalesce = Duration.ZERO;
  private int userEventSizeLimit = 512;
  private int queryResponseSizeLimit = 1024;
  private boolean coordinates = true;
  private boolean nameConflictResolution = true;
  private List<byte[]> keys = List.of();
  private Duration reconnectTimeout = Duration.ofHours(24);
  private Duration reconnectInterval = Duration.ofSeconds(30);
  private Duration tombstoneTimeout = Duration.ofHours(24);
  private boolean rejoinForever = true;
  private int protocol = 5;
  private boolean silent;
  private Pacing pacing = Pacing.AHEAD;
  private Snapshot snapshot = Snapshot.none();

  TestSettings tags(Map<String, String> value) {
    tags = value;
    return this;
  }

  TestSettings coalesce(Duration value) {
    coalesce = value;
    return this;
  }

  TestSettings userEventSizeLimit(int value) {
    userEventSizeLimit = value;
    return this;
  }

  TestSettings queryResponseSizeLimit(int value) {
    queryResponseSizeLimit = value;
    return this;
  }

  TestSettings withoutCoordinates() {
    coordinates = false;
    return this;
  }

  TestSettings withoutNameConflictResolution() {
    nameConflictResolution = false;
    return this;
  }

  TestSettings keys(byte[]... value) {
    keys = List.of(value);
    return this;
  }

  TestSettings reconnectTimeout(Duration value) {
    reconnectTimeout = value;
    return this;
  }

  TestSettings reconnectInterval(Duration value) {
    reconnectInterval = value;
    return this;
  }

  TestSettings tombstoneTimeout(Duration value) {
    tombstoneTimeout = value;
    return this;
  }

  TestSettings withoutRejoinForever() {
    rejoinForever = false;
    return this;
  }

  TestSettings protocol(int value) {
    protocol = value;
    return this;
  }

  TestSettings pacing(Pacing value) {
    pacing = value;
    return this;
  }

  /** Speaks only when it joins: no broadcast is ever sent. */
  TestSettings silent() {
    silent = true;
    return this;
  }

  SwimConfig membership(String name, Address address) {
    SwimConfig lan = SwimConfig.of(SwimConfig.Profile.LAN, name, address).withProtocol(protocol);
    return silent
        ? lan.withTiming(silent(lan.timing())).withPacing(Pacing.SERF)
        : lan.withPacing(pacing);
  }

  private static Timing silent(Timing lan) {
    Duration never = Duration.ofDays(1000);
    return new Timing(
        lan.tcpTimeout(),
        lan.indirectChecks(),
        lan.retransmitMult(),
        lan.suspicionMult(),
        lan.suspicionMaxTimeoutMult(),
        never,
        never,
        lan.probeTimeout(),
        lan.awarenessMaxMultiplier(),
        never,
        lan.gossipNodes(),
        lan.gossipToTheDeadTime(),
        lan.tcpPings(),
        lan.deadNodeReclaimTime());
  }

  TestSettings snapshot(Snapshot value) {
    snapshot = value;
    return this;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  Keyring keyring() {
    return new Keyring(keys);
  }

  SerfSettings build() {
    SerfSettings s = SerfSettings.library(tags);
    return new SerfSettings(
        tags,
        s.broadcastTimeout(),
        s.leavePropagateDelay(),
        s.reapInterval(),
        reconnectInterval,
        reconnectTimeout,
        tombstoneTimeout,
        s.recentIntentTimeout(),
        s.flapTimeout(),
        coalesce,
        coalesce.dividedBy(3),
        coalesce,
        coalesce.dividedBy(3),
        userEventSizeLimit,
        s.querySizeLimit(),
        queryResponseSizeLimit,
        nameConflictResolution,
        coordinates,
        rejoinForever);
  }
}
