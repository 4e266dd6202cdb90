package io.kserf.node;

import io.kserf.serf.SeedSource;
import io.kserf.swim.JoinTarget;
import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Seeds as users write them. The system's resolver is asked anew each time, on a thread of its own
 * since that may take long; for a seed that it does not know now, what it said last still counts.
 */
final class NamedSeeds implements SeedSource {
  private final List<String> texts;
  private final int defaultPort;
  private final MemberLoop loop;
  private final Log log;

  // Touched by one look-up after the other: the engine waits for each.
  private final Map<String, List<JoinTarget>> last = new HashMap<>();
  private final Set<String> unresolved = new HashSet<>();

  NamedSeeds(List<String> texts, int defaultPort, MemberLoop loop, Log log) {
    this.texts = List.copyOf(texts);
    this.defaultPort = defaultPort;
    this.loop = loop;
    this.log = log;
  }

  @Override
  public void lookUp(Consumer<List<JoinTarget>> found) {
    Thread.ofVirtual()
        .name("kserf-seeds")
        .start(
            () -> {
              List<JoinTarget> targets = resolve();
              loop.post(() -> found.accept(targets));
            });
  }

  private List<JoinTarget> resolve() {
    var targets = new ArrayList<JoinTarget>();
    for (String text : texts) {
      var addresses = JoinAddresses.resolve(List.of(text), defaultPort);
      if (addresses.failures().isEmpty()) {
        last.put(text, addresses.targets());
        unresolved.remove(text);
      } else {
        // That it still fails is no news.
        Level level = unresolved.add(text) ? Level.WARN : Level.DEBUG;
        log.log(level, () -> "kserf: seed: " + addresses.failures().getFirst());
      }
      targets.addAll(last.getOrDefault(text, List.of()));
    }
    return targets;
  }
}
