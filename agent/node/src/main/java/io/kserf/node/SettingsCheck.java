package io.kserf.node;

import io.kserf.serf.SerfException;
import io.kserf.serf.SerfSettings;
import java.time.Duration;

/** The ranges of Serf's settings. */
final class SettingsCheck {
  private static final int MAX_USER_EVENT_BYTES = 9 * 1024;

  private SettingsCheck() {}

  /**
   * @throws SerfException that names the first setting out of its range, in Serf's words where it
   *     has some
   */
  static void requireInRange(SerfSettings settings) {
    if (settings.userEventSizeLimit() > MAX_USER_EVENT_BYTES) {
      throw new SerfException(
          "user event size limit exceeds limit of " + MAX_USER_EVENT_BYTES + " bytes");
    }
    positive("user event size limit", settings.userEventSizeLimit());
    positive("query size limit", settings.querySizeLimit());
    positive("query response size limit", settings.queryResponseSizeLimit());
    positive("broadcast timeout", settings.broadcastTimeout());
    positive("reconnect interval", settings.reconnectInterval());
    positive("reconnect timeout", settings.reconnectTimeout());
    positive("tombstone timeout", settings.tombstoneTimeout());
    if (settings.leavePropagateDelay().isNegative()) {
      throw new SerfException(
          "leave propagate delay %s is negative".formatted(settings.leavePropagateDelay()));
    }
  }

  private static void positive(String key, int value) {
    if (value <= 0) {
      throw new SerfException("%s %d must be 1 or more".formatted(key, value));
    }
  }

  private static void positive(String key, Duration value) {
    if (!value.isPositive()) {
      throw new SerfException("%s %s must be longer than zero".formatted(key, value));
    }
  }
}
