package io.kserf.daemon.http;

import io.kserf.serf.MemberStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the agent knows of its pool and of itself, asked for at each scrape. */
@Singleton
public class PoolMeters implements MeterBinder {
  /** One scrape reads several gauges: they should tell of one moment, and cost one look. */
  private static final long FRESH_NANOS = 500_000_000L;

  private static final List<String> QUEUES = List.of("intent", "event", "query");

  private final Shown shown;
  private Moment moment = new Moment(Map.of(), Map.of(), System.nanoTime() - FRESH_NANOS);

  private record Moment(
      Map<MemberStatus, Long> members, Map<String, String> stats, long takenNanos) {}

  PoolMeters(Shown shown) {
    this.shown = shown;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (MemberStatus status : MemberStatus.values()) {
      if (status != MemberStatus.NONE) {
        Gauge.builder("serf.agent.members", () -> now().members.getOrDefault(status, 0L))
            .description("Members that this agent knows, by status")
            .tag("status", status.text())
            .register(registry);
      }
    }
    for (String queue : QUEUES) {
      Gauge.builder("serf.agent.queue.depth", () -> stat(queue + "_queue"))
          .description("Messages that wait to be gossiped, by queue")
          .tag("queue", queue)
          .register(registry);
    }
    Gauge.builder("serf.agent.memberlist.health.score", () -> stat("health_score"))
        .description("Lifeguard's local health: 0 is healthy")
        .register(registry);
  }

  private double stat(String key) {
    String value = now().stats.get(key);
    return value == null ? Double.NaN : Double.parseDouble(value);
  }

  private synchronized Moment now() {
    if (System.nanoTime() - moment.takenNanos >= FRESH_NANOS) {
      moment = shown.running().map(PoolMeters::look).orElse(moment);
    }
    return moment;
  }

  private static Moment look(Shown.Running running) {
    var members =
        running.agent().serf().members().stream()
            .collect(Collectors.groupingBy(m -> m.status(), Collectors.counting()));
    return new Moment(members, running.agent().serf().stats(), System.nanoTime());
  }
}
