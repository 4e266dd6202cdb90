package io.kserf.serf;

import java.time.Duration;
import java.util.Map;

/**
 * Settings of Serf above those of membership, with Serf's names and the agent's defaults.
 *
 * @param coalescePeriod zero turns coalescing of member events off; likewise {@code
 *     userCoalescePeriod}
 * @param rejoinForever whether seeds, and members that were reaped as failed, are looked for; Serf
 *     has no such setting
 */
public record SerfSettings(
    Map<String, String> tags,
    Duration broadcastTimeout,
    Duration leavePropagateDelay,
    Duration reapInterval,
    Duration reconnectInterval,
    Duration reconnectTimeout,
    Duration tombstoneTimeout,
    Duration recentIntentTimeout,
    Duration flapTimeout,
    Duration coalescePeriod,
    Duration quiescentPeriod,
    Duration userCoalescePeriod,
    Duration userQuiescentPeriod,
    int userEventSizeLimit,
    int querySizeLimit,
    int queryResponseSizeLimit,
    boolean nameConflictResolution,
    boolean coordinates,
    boolean rejoinForever) {

  /** The agent's: member and user events are coalesced for at most 3 s, until 1 s is quiet. */
  public static SerfSettings agent(Map<String, String> tags) {
    return withCoalescing(tags, Duration.ofSeconds(3), Duration.ofSeconds(1));
  }

  /** The library's: nothing is coalesced. */
  public static SerfSettings library(Map<String, String> tags) {
    return withCoalescing(tags, Duration.ZERO, Duration.ZERO);
  }

  private static SerfSettings withCoalescing(
      Map<String, String> tags, Duration period, Duration quiescent) {
    return new SerfSettings(
        tags,
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        Duration.ofHours(24),
        Duration.ofHours(24),
        Duration.ofMinutes(5),
        Duration.ofSeconds(60),
        period,
        quiescent,
        period,
        quiescent,
        512,
        1024,
        1024,
        true,
        true,
        true);
  }

  /** The same settings with other times after which members that failed or left are forgotten. */
  public SerfSettings withMemory(Duration newReconnectTimeout, Duration newTombstoneTimeout) {
    return new SerfSettings(
        tags,
        broadcastTimeout,
        leavePropagateDelay,
        reapInterval,
        reconnectInterval,
        newReconnectTimeout,
        newTombstoneTimeout,
        recentIntentTimeout,
        flapTimeout,
        coalescePeriod,
        quiescentPeriod,
        userCoalescePeriod,
        userQuiescentPeriod,
        userEventSizeLimit,
        querySizeLimit,
        queryResponseSizeLimit,
        nameConflictResolution,
        coordinates,
        rejoinForever);
  }
}
