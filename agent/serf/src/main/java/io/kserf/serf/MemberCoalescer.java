package io.kserf.serf;

import io.kserf.serf.SerfEvent.Members;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Merges member events: of everything that happened to a member while the window was open, only the
 * last counts, and not even that if it is what was last told of the member. Members with the same
 * kind of change come in one event.
 */
final class MemberCoalescer {
  private final CoalesceWindow window;
  private final Consumer<SerfEvent> next;
  private final Map<String, Change> latest = new LinkedHashMap<>();
  private final Map<String, Members.Kind> lastTold = new HashMap<>();

  private record Change(Members.Kind kind, SerfMember member) {}

  MemberCoalescer(Host host, SerfSettings settings, Consumer<SerfEvent> next) {
    this.window =
        new CoalesceWindow(
            host, settings.coalescePeriod(), settings.quiescentPeriod(), this::flush);
    this.next = next;
  }

  void add(Members event) {
    for (SerfMember member : event.members()) {
      latest.put(member.name(), new Change(event.kind(), member));
    }
    window.touch();
  }

  /** Tells what was gathered, now. */
  void close() {
    window.close();
  }

  private void flush() {
    var byKind = new EnumMap<Members.Kind, List<SerfMember>>(Members.Kind.class);
    latest.forEach(
        (name, change) -> {
          if (isNews(name, change.kind())) {
            byKind.computeIfAbsent(change.kind(), kind -> new ArrayList<>()).add(change.member());
          }
        });
    latest.clear();
    byKind.forEach((kind, members) -> next.accept(new Members(kind, List.copyOf(members))));
  }

  /** An update is news each time: its tags may be others. */
  private boolean isNews(String name, Members.Kind kind) {
    Members.Kind before =
        kind == Members.Kind.REAP ? lastTold.remove(name) : lastTold.put(name, kind);
    return before != kind || kind == Members.Kind.UPDATE;
  }
}
