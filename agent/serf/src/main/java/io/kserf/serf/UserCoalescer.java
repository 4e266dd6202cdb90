package io.kserf.serf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Merges user events whose sender permits it: of each name, those with the highest Lamport time
 * come through.
 */
final class UserCoalescer {
  private final CoalesceWindow window;
  private final Consumer<SerfEvent> next;
  private final Map<String, List<SerfEvent.User>> latest = new LinkedHashMap<>();

  UserCoalescer(Host host, SerfSettings settings, Consumer<SerfEvent> next) {
    this.window =
        new CoalesceWindow(
            host, settings.userCoalescePeriod(), settings.userQuiescentPeriod(), this::flush);
    this.next = next;
  }

  void add(SerfEvent.User event) {
    List<SerfEvent.User> kept = latest.computeIfAbsent(event.name(), name -> new ArrayList<>());
    if (!kept.isEmpty() && kept.getFirst().lamportTime() < event.lamportTime()) {
      kept.clear();
    }
    if (kept.isEmpty() || kept.getFirst().lamportTime() == event.lamportTime()) {
      kept.add(event);
    }
    window.touch();
  }

  /** Tells what was gathered, now. */
  void close() {
    window.close();
  }

  private void flush() {
    var gathered = List.copyOf(latest.values());
    latest.clear();
    gathered.forEach(events -> events.forEach(next));
  }
}
