package io.kserf.serf;

import io.kserf.serf.SerfEvent.Members;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Merges member events: of everything that happened to a member while the window was open, only the
 * last counts, and not even that if it is what was last told of the member. Members with the same
 * kind of change come in one event.
 */
final class MemberCoalescer {
  private final CoalesceWindow window;
  private final Consumer<SerfEvent> next;
  private final MemberTable table;
  private Map<String, Change> latest = new LinkedHashMap<>();

  /** What happened last, and what was told last before the window opened. */
  private record Change(Members.Kind kind, SerfMember member, Members.@Nullable Kind toldBefore) {}

  /**
   * @param table where what was told last of each member is kept
   */
  MemberCoalescer(Host host, SerfSettings settings, MemberTable table, Consumer<SerfEvent> next) {
    this.window =
        new CoalesceWindow(
            host, settings.coalescePeriod(), settings.quiescentPeriod(), this::flush);
    this.table = table;
    this.next = next;
  }

  void add(Members event) {
    for (SerfMember member : event.members()) {
      String name = member.name();
      Change earlier = latest.get(name);
      // It may be forgotten, and come back as somebody new, before the window closes.
      Members.Kind toldBefore = earlier == null ? table.lastTold(name) : earlier.toldBefore();
      latest.put(name, new Change(event.kind(), member, toldBefore));
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
          table.told(name, change.kind());
          if (isNews(change)) {
            byKind.computeIfAbsent(change.kind(), kind -> new ArrayList<>()).add(change.member());
          }
        });
    // Not cleared: a map that once held a whole pool would keep its size.
    latest = new LinkedHashMap<>();
    byKind.forEach((kind, members) -> next.accept(new Members(kind, List.copyOf(members))));
  }

  /** An update is news each time: its tags may be others. */
  private static boolean isNews(Change change) {
    return change.kind() != change.toldBefore() || change.kind() == Members.Kind.UPDATE;
  }
}
