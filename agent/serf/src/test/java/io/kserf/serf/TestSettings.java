package io.kserf.serf;

import io.kserf.swim.Keyring;
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
        s.reconnectInterval(),
        s.reconnectTimeout(),
        s.tombstoneTimeout(),
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
        coordinates);
  }
}
