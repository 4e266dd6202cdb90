package io.kserf.daemon.handler;

import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfException;
import io.kserf.serf.SerfMember;
import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import io.kserf.swim.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs the scripts that are configured for an event: one event at a time, one script at a time, in
 * the order of configuration, as Serf does. Scripts run on a thread of their own, so that a slow
 * one delays neither gossip nor RPC streams; {@value #BACKLOG} events wait for it at most, more are
 * dropped with a warning.
 */
public final class EventHandlers {
  static final int BACKLOG = 1024;

  private static final Duration SLOW = Duration.ofSeconds(1);

  private final Supplier<SerfMember> self;
  private final Log log;
  private final Telemetry telemetry;
  private final BlockingQueue<SerfEvent> waiting = new LinkedBlockingQueue<>(BACKLOG);
  private volatile List<EventScript> scripts;

  public EventHandlers(
      List<EventScript> scripts, Supplier<SerfMember> self, Log log, Telemetry telemetry) {
    this.scripts = List.copyOf(scripts);
    this.self = self;
    this.log = log;
    this.telemetry = telemetry;
  }

  /** Begins to run scripts, until the process ends. */
  public void start() {
    Thread.ofVirtual().name("kserf-event-handlers").start(this::run);
  }

  /** From the next event on these scripts count. */
  public void replace(List<EventScript> replacement) {
    scripts = List.copyOf(replacement);
  }

  public List<EventScript> scripts() {
    return scripts;
  }

  /** Never blocks. */
  public void onEvent(SerfEvent event) {
    if (scripts.isEmpty()) {
      return;
    }
    if (!waiting.offer(event)) {
      log.log(
          Level.WARN,
          () ->
              "agent: Event handlers are too slow: dropped %s, %d events wait already"
                  .formatted(Briefing.textOf(event), BACKLOG));
    }
  }

  private void run() {
    try {
      while (true) {
        SerfEvent event = waiting.take();
        try {
          handle(event);
        } catch (RuntimeException e) {
          // Above all: the member has stopped meanwhile.
          log.log(
              Level.ERR,
              () ->
                  "agent: Dropped %s for its handlers: %s"
                      .formatted(Briefing.textOf(event), e.getMessage()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(SerfEvent event) throws InterruptedException {
    for (EventScript script : scripts) {
      if (script.filter().matches(event)) {
        invoke(script.script(), event);
      }
    }
  }

  private void invoke(String script, SerfEvent event) throws InterruptedException {
    long start = System.nanoTime();
    try {
      ScriptRun run = ScriptRun.start(script, Briefing.of(event, self.get()));
      if (!run.endsWithin(SLOW)) {
        log.log(
            Level.WARN, () -> "agent: Script '%s' slow, execution exceeding 1s".formatted(script));
      }
      int exit = run.await();
      report(script, event, run.output());
      if (exit != 0) {
        log.log(
            Level.ERR,
            () -> "agent: Error invoking script '%s': exit status %d".formatted(script, exit));
      } else if (event instanceof SerfEvent.Query query) {
        respond(query, run.output().bytes());
      }
    } catch (IOException e) {
      log.log(
          Level.ERR,
          () -> "agent: Error invoking script '%s': %s".formatted(script, e.getMessage()));
    }
    telemetry.sample("agent.invoke", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  private void report(String script, SerfEvent event, Tail output) {
    if (output.written() > ScriptRun.KEPT_OUTPUT) {
      log.log(
          Level.WARN,
          () ->
              "agent: Script '%s' generated %d bytes of output, truncated to %d"
                  .formatted(script, output.written(), ScriptRun.KEPT_OUTPUT));
    }
    log.log(
        Level.DEBUG,
        () ->
            "agent: Event '%s' script output: %s"
                .formatted(
                    Briefing.textOf(event), new String(output.bytes(), StandardCharsets.UTF_8)));
  }

  private void respond(SerfEvent.Query query, byte[] answer) {
    if (answer.length == 0) {
      return;
    }
    try {
      query.responder().respond(answer);
    } catch (SerfException e) {
      log.log(
          Level.WARN,
          () ->
              "agent: Failed to respond to query '%s': %s".formatted(query.name(), e.getMessage()));
    }
  }
}
