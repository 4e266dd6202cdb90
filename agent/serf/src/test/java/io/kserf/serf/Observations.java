package io.kserf.serf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kserf.swim.Log;
import io.kserf.swim.Telemetry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What an instance tells its shell. */
final class Observations implements SerfListener, Log, Telemetry {
  final List<SerfEvent> raw = new ArrayList<>();
  final List<SerfEvent> events = new ArrayList<>();
  final List<String> log = new ArrayList<>();
  final Map<String, Long> counters = new HashMap<>();
  final Map<String, List<Double>> samples = new HashMap<>();
  final List<String> lostConflicts = new ArrayList<>();
  int keyringChanges;
  int memberChanges;
  Runnable onKeyringChanged = () -> {};

  @Override
  public void onRawEvent(SerfEvent event) {
    raw.add(event);
  }

  @Override
  public void onEvent(SerfEvent event) {
    events.add(event);
  }

  @Override
  public void onMembersChanged() {
    memberChanges++;
  }

  @Override
  public void onKeyringChanged() {
    onKeyringChanged.run();
    keyringChanges++;
  }

  @Override
  public void onNameConflictLost(String reason) {
    lostConflicts.add(reason);
  }

  @Override
  public void log(Level level, Supplier<String> message) {
    log.add("[" + level + "] " + message.get());
  }

  @Override
  public void count(String name, long by) {
    counters.merge(name, by, Long::sum);
  }

  @Override
  public void sample(String name, double value) {
    samples.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
  }

  @Override
  public void gauge(String name, double value) {}

  /** Member events as {@code member-join a b}. */
  List<String> memberEvents() {
    return describe(events);
  }

  List<String> rawMemberEvents() {
    return describe(raw);
  }

  private static List<String> describe(List<SerfEvent> events) {
    var texts = new ArrayList<String>();
    for (SerfEvent event : events) {
      if (event instanceof SerfEvent.Members(var kind, var members)) {
        var text = new StringBuilder(kind.text());
        members.forEach(member -> text.append(' ').append(member.name()));
        texts.add(text.toString());
      }
    }
    return texts;
  }

  /** User events as {@code name@time=payload}. */
  List<String> userEvents() {
    var texts = new ArrayList<String>();
    for (SerfEvent event : events) {
      if (event instanceof SerfEvent.User user) {
        texts.add(user.name() + "@" + user.lamportTime() + "=" + new String(user.payload(), UTF_8));
      }
    }
    return texts;
  }

  List<SerfEvent.Query> queries() {
    return events.stream()
        .filter(SerfEvent.Query.class::isInstance)
        .map(SerfEvent.Query.class::cast)
        .toList();
  }

  SerfEvent.Query firstQuery() {
    return queries().getFirst();
  }
}
