package io.kserf.daemon;

import io.kserf.daemon.agent.Agent;
import io.kserf.daemon.agent.AgentException;
import io.kserf.daemon.agent.RetryJoin;
import io.kserf.daemon.config.AgentConfig;
import io.kserf.daemon.config.ConfigException;
import io.kserf.daemon.config.Setting;
import io.kserf.daemon.http.HttpPort;
import io.kserf.daemon.http.MeterTelemetry;
import io.kserf.daemon.log.Console;
import io.kserf.daemon.log.LogWriter;
import io.kserf.daemon.rpc.RpcServer;
import io.kserf.serf.SerfException;
import io.kserf.swim.Log.Level;
import io.kserf.swim.SwimException;
import io.kserf.swim.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The life of one agent process, in Serf's order and with its exit codes: start, say so, join, then
 * wait for a signal or for the member's own end.
 */
final class Daemon {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  /** How long a leave may take once a signal asked for it. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Supplier<AgentConfig> reader;
  private final Console console;
  private final LogWriter log;
  private final BlockingQueue<Cue> cues;
  private AgentConfig config;
  private LogWriter.Registration shown;

  /**
   * @param reader reads the configuration again when the agent is told to
   * @param cues what signals put there, from before the start
   */
  Daemon(
      AgentConfig config,
      Supplier<AgentConfig> reader,
      Console console,
      LogWriter log,
      BlockingQueue<Cue> cues) {
    this.config = config;
    this.reader = reader;
    this.console = console;
    this.log = log;
    this.cues = cues;
    shown = log.follow(config.logLevel(), console::logLine);
  }

  /** Returns the exit code. */
  int run() throws InterruptedException {
    config.notes().forEach(console::heading);
    try {
      return startAndLive();
    } catch (AgentException e) {
      console.heading(String.valueOf(e.getMessage()));
      return FAILED;
    }
  }

  private int startAndLive() throws InterruptedException {
    Optional<HttpPort> http = config.http().map(HttpPort::open);
    Telemetry telemetry = http.isPresent() ? MeterTelemetry.global() : Telemetry.none();
    console.heading("Starting Serf agent...");
    try (Agent agent = Agent.start(config, log, telemetry)) {
      agent.serf().stopped().thenAccept(reason -> cues.add(new Cue.Stopped(reason)));
      console.heading("Starting Serf agent RPC...");
      try (RpcServer rpc = listen(agent, telemetry)) {
        if (http.isPresent()) {
          http.get().show(agent, rpc);
        }
        console.heading("Serf agent running!");
        Banner.lines(config, agent.serf()).forEach(console::detail);
        return join(agent) ? live(agent) : FAILED;
      }
    }
  }

  private RpcServer listen(Agent agent, Telemetry telemetry) {
    String token = config.get(Setting.RPC_AUTH);
    try {
      return RpcServer.listen(
          config.rpc(), agent, token, log, telemetry, () -> cues.add(new Cue.Left()));
    } catch (IOException e) {
      throw AgentException.listener("RPC", Setting.RPC_ADDR, config.rpc(), e);
    }
  }

  /** The joins without which the agent must not run; false if none of them was answered. */
  private boolean join(Agent agent) {
    List<String> seeds = config.get(Setting.START_JOIN);
    if (seeds.isEmpty()) {
      return true;
    }
    boolean replay = config.get(Setting.REPLAY_ON_JOIN);
    console.heading("Joining cluster...(replay: " + replay + ")");
    try {
      int contacted = agent.join(seeds, replay);
      agent.serf().addSeeds(seeds);
      console.detail("Join completed. Synced with " + contacted + " initial agents");
      return true;
    } catch (SwimException | SerfException e) {
      console.heading(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private int live(Agent agent) throws InterruptedException {
    console.emptyLine();
    console.heading("Log data will now stream in as it occurs:");
    console.emptyLine();
    console.release();
    new RetryJoin(agent, config, log, () -> cues.add(new Cue.RetriesExhausted())).start();
    while (true) {
      switch (cues.take()) {
        case Cue.Signal(String name) when name.equals(Signals.HANGUP) -> reload(agent);
        case Cue.Signal(String name) when Signals.ENDING.contains(name) -> {
          return end(agent, name);
        }
        case Cue.Signal(String name) -> ignore(name);
        case Cue.Left _, Cue.Stopped _ -> {
          log.log(Level.WARN, () -> "agent: Serf shutdown detected, quitting");
          return DONE;
        }
        case Cue.RetriesExhausted _ -> {
          return FAILED;
        }
      }
    }
  }

  private void ignore(String signal) {
    log.log(
        Level.WARN,
        () ->
            "agent: Ignored the signal '%s': metrics are served by -http-addr only"
                .formatted(signal));
  }

  private int end(Agent agent, String signal) throws InterruptedException {
    console.heading("Caught signal: " + signal);
    boolean graceful =
        signal.equals(Signals.INTERRUPT)
            ? !config.get(Setting.SKIP_LEAVE_ON_INTERRUPT)
            : config.get(Setting.LEAVE_ON_TERMINATE);
    if (!graceful) {
      return FAILED;
    }
    console.heading("Gracefully shutting down agent...");
    var left = new CompletableFuture<Boolean>();
    Thread.ofVirtual().name("kserf-leave").start(() -> left.complete(leave(agent)));
    left.thenAccept(done -> cues.add(new Cue.Left()));
    long deadline = System.nanoTime() + GRACE.toNanos();
    while (true) {
      Cue cue = cues.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (cue instanceof Cue.Left) {
        return left.getNow(false) ? DONE : FAILED;
      }
      if (cue == null || cue instanceof Cue.Signal) {
        return FAILED;
      }
    }
  }

  private boolean leave(Agent agent) {
    try {
      agent.leave();
      return true;
    } catch (SwimException | SerfException e) {
      log.log(Level.ERR, () -> "agent: Failed to leave: " + e.getMessage());
      return false;
    }
  }

  private void reload(Agent agent) {
    console.heading("Caught signal: " + Signals.HANGUP);
    console.heading("Reloading configuration...");
    AgentConfig fresh;
    try {
      fresh = reader.get();
    } catch (ConfigException e) {
      console.heading(e.getMessage() + " (the configuration stays as it was)");
      return;
    }
    config = fresh;
    shown.cancel();
    shown = log.follow(fresh.logLevel(), console::logLine);
    try {
      agent.reload(fresh);
    } catch (SwimException | SerfException e) {
      log.log(Level.ERR, () -> "agent: Failed to update tags: " + e.getMessage());
    }
  }
}
