package io.kserf.simulation.scenario;

import io.kserf.serf.SerfEvent;
import io.kserf.simulation.SerfPool;
import io.kserf.simulation.SerfProcess;
import io.kserf.simulation.VirtualHost;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Reads off the pool who has declared whom failed since the last look. */
final class Failures {
  private final SerfPool pool;
  private final Map<VirtualHost<SerfProcess>, Integer> seen = new HashMap<>();

  /** What has happened so far does not count. */
  Failures(SerfPool pool) {
    this.pool = pool;
    look((observer, failed) -> {});
  }

  /** Tells of each member declared failed, with the observer's name first. */
  void look(BiConsumer<String, String> found) {
    for (var host : pool.hosts()) {
      if (host.isRunning()) {
        SerfProcess process = host.process();
        int from = seen.getOrDefault(host, 0);
        seen.put(host, process.eventCount());
        for (SerfEvent event : process.eventsFrom(from)) {
          if (event instanceof SerfEvent.Members members
              && members.kind() == SerfEvent.Members.Kind.FAILED) {
            members.members().forEach(member -> found.accept(host.name(), member.name()));
          }
        }
      }
    }
  }
}
