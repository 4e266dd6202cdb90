package io.kserf.daemon.http;

import io.kserf.swim.Telemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serf's metrics as Prometheus has them, all with the prefix {@code serf_agent_}. The table of
 * names is fixed: those that Serf makes from the names of events, queries and scripts have no
 * bound, so they are not taken.
 */
public final class MeterTelemetry implements Telemetry {
  private static final String PREFIX = "serf.agent.";
  private static final String BYTES = "bytes";

  private final MeterRegistry registry;
  private final Map<String, Counter> counters = new HashMap<>();
  private final Map<String, Timer> timers = new HashMap<>();
  private final Map<String, DistributionSummary> summaries = new HashMap<>();
  private final Map<String, AtomicLong> gauges = new HashMap<>();

  private MeterTelemetry(MeterRegistry registry) {
    this.registry = registry;
    defineMembership();
    defineSerf();
    defineAgent();
  }

  /** Counts for the registries that Quarkus adds, now or later. */
  public static MeterTelemetry global() {
    return new MeterTelemetry(Metrics.globalRegistry);
  }

  private void defineMembership() {
    counter("memberlist.tcp.accept", "memberlist.tcp.accept");
    counter("memberlist.tcp.connect", "memberlist.tcp.connect");
    byteCounter("memberlist.tcp.sent", "memberlist.tcp.sent");
    byteCounter("memberlist.udp.sent", "memberlist.udp.sent");
    byteCounter("memberlist.udp.received", "memberlist.udp.received");
    for (String type : new String[] {"alive", "suspect", "dead"}) {
      counter("memberlist.msg." + type, "memberlist.msg", "type", type);
    }
    counter("memberlist.malformed", "memberlist.malformed");
    counter("memberlist.unanswered", "memberlist.unanswered");
    counter("memberlist.unheard", "memberlist.unheard");
    counter("memberlist.degraded.probe", "memberlist.degraded.probe");
    counter("memberlist.degraded.timeout", "memberlist.degraded.timeout");
    timer("memberlist.gossip", "memberlist.gossip");
    timer("memberlist.probeNode", "memberlist.probe");
    timer("memberlist.pushPullNode", "memberlist.push.pull");
    summary("memberlist.queue.broadcasts", "memberlist.queue.broadcasts", "messages");
    summary("memberlist.size.remote", "memberlist.push.pull.remote", BYTES);
    gauge("memberlist.size.local", "memberlist.push.pull.local.bytes");
    for (String state : new String[] {"alive", "suspect", "dead", "left"}) {
      gauge("memberlist.node.instances." + state, "memberlist.nodes", "state", state);
    }
  }

  private void defineSerf() {
    for (String type : new String[] {"join", "left", "failed", "update"}) {
      counter("serf.member." + type, "member.events", "type", type);
    }
    counter("serf.member.flap", "member.flap");
    counter("serf.events", "events");
    counter("serf.queries", "queries");
    for (String what : new String[] {"acks", "responses"}) {
      counter("serf.query_" + what, "query." + what);
      counter("serf.query_duplicate_" + what, "query.duplicate." + what);
    }
    counter("serf.query_unanswered", "query.unanswered");
    summary("serf.msgs.received", "msgs.received", BYTES);
    summary("serf.msgs.sent", "msgs.sent", BYTES);
    summary("serf.coordinate.adjustment-ms", "coordinate.adjustment", "milliseconds");
    counter("serf.coordinate.rejected", "coordinate.rejected");
    counter("serf.coordinate.zero-rtt", "coordinate.zero.rtt");
    timer("serf.snapshot.appendLine", "snapshot.append");
    timer("serf.snapshot.compact", "snapshot.compact");
  }

  private void defineAgent() {
    counter("agent.ipc.accept", "ipc.accept");
    counter("agent.ipc.command", "ipc.commands");
    timer("agent.invoke", "invoke");
  }

  private void counter(String serf, String name, String... tags) {
    counters.put(serf, Counter.builder(PREFIX + name).tags(tags).register(registry));
  }

  private void byteCounter(String serf, String name) {
    counters.put(serf, Counter.builder(PREFIX + name).baseUnit(BYTES).register(registry));
  }

  private void timer(String serf, String name) {
    timers.put(serf, registry.timer(PREFIX + name));
  }

  private void summary(String serf, String name, String unit) {
    summaries.put(
        serf, DistributionSummary.builder(PREFIX + name).baseUnit(unit).register(registry));
  }

  private void gauge(String serf, String name, String... tags) {
    var value = new AtomicLong();
    Gauge.builder(PREFIX + name, value, AtomicLong::get).tags(tags).register(registry);
    gauges.put(serf, value);
  }

  @Override
  public void count(String name, long by) {
    Counter counter = counters.get(name);
    if (counter != null) {
      counter.increment(by);
    }
  }

  @Override
  public void sample(String name, double value) {
    Timer timer = timers.get(name);
    if (timer != null) {
      timer.record((long) (value * TimeUnit.MILLISECONDS.toNanos(1)), TimeUnit.NANOSECONDS);
      return;
    }
    DistributionSummary summary = summaries.get(name);
    if (summary != null) {
      summary.record(value);
    }
  }

  @Override
  public void gauge(String name, double value) {
    AtomicLong gauge = gauges.get(name);
    if (gauge != null) {
      gauge.set(Math.round(value));
    }
  }
}
