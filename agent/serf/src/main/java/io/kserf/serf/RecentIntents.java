package io.kserf.serf;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Intents that outran the news of their member. Kept for a while, the newest of each name, and
 * applied when the member shows up.
 */
final class RecentIntents {
  /** Names that nobody has are not worth more memory than this. */
  static final int MAX_NAMES = 65_536;

  private Map<String, Intent> byName = new HashMap<>();

  /** Whether the member is to join or to leave. */
  enum Kind {
    JOIN,
    LEAVE
  }

  /** An intent, and when it came. */
  record Intent(Kind kind, long lamportTime, long arrivedNanos) {}

  /** Returns whether it was news: newer than what is kept under that name. */
  boolean keep(String name, Intent intent) {
    Intent kept = byName.get(name);
    boolean news =
        kept == null ? byName.size() < MAX_NAMES : intent.lamportTime() > kept.lamportTime();
    if (news) {
      byName.put(name, intent);
    }
    return news;
  }

  @Nullable Intent find(String name) {
    return byName.get(name);
  }

  void dropOlderThan(long nanos) {
    byName.values().removeIf(intent -> intent.arrivedNanos() < nanos);
    if (byName.isEmpty()) {
      // After a flood of names a map that stayed would go on taking their room.
      byName = new HashMap<>();
    }
  }
}
