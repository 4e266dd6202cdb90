package io.kserf.daemon.agent;

import io.kserf.daemon.config.AgentConfig;
import io.kserf.daemon.config.GoDuration;
import io.kserf.daemon.config.Setting;
import io.kserf.serf.SerfException;
import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import io.kserf.swim.SwimException;
import java.time.Duration;
import java.util.List;

/**
 * Joins seeds in the background until one answers: for ever, or until it failed more often than is
 * allowed. An agent that is itself one of several seeds has not joined anybody by reaching itself:
 * it goes on, or two agents that were apart when they started would stay so. From the first success
 * on the member itself looks for them.
 */
public final class RetryJoin {
  private final Agent agent;
  private final List<String> addresses;
  private final boolean replay;
  private final Duration interval;
  private final int maxAttempts;
  private final Log log;
  private final Runnable gaveUp;

  /**
   * @param gaveUp called once if the number of attempts is limited and all have failed
   */
  public RetryJoin(Agent agent, AgentConfig config, Log log, Runnable gaveUp) {
    this.agent = agent;
    this.log = log;
    this.gaveUp = gaveUp;
    addresses = config.get(Setting.RETRY_JOIN);
    replay = config.get(Setting.REPLAY_ON_JOIN);
    interval = config.get(Setting.RETRY_INTERVAL);
    maxAttempts = config.get(Setting.RETRY_MAX_ATTEMPTS);
  }

  /** Begins, if there is anything to join. */
  public void start() {
    if (!addresses.isEmpty()) {
      Thread.ofVirtual().name("kserf-retry-join").start(this::run);
    }
  }

  private void run() {
    log.log(Level.INFO, () -> "agent: Joining cluster...(replay: %s)".formatted(replay));
    try {
      for (int failures = 0; agent.isAlive(); Thread.sleep(interval)) {
        String error = attempt();
        if (error.isEmpty()) {
          if (isAlone()) {
            continue;
          }
          agent.serf().addSeeds(addresses);
          return;
        }
        failures++;
        if (maxAttempts > 0 && failures > maxAttempts) {
          log.log(Level.ERR, () -> "agent: maximum retry join attempts made, exiting");
          gaveUp.run();
          return;
        }
        log.log(
            Level.WARN,
            () ->
                "agent: Join failed: %s, retrying in %s"
                    .formatted(error, GoDuration.format(interval)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SerfException e) {
      // The agent stopped meanwhile.
    }
  }

  /** Returns why it failed; empty if it did not. */
  private String attempt() {
    try {
      // Not the agent's own join: it would log each failure a second time.
      int contacted = agent.serf().join(addresses, replay);
      log.log(
          isAlone() ? Level.DEBUG : Level.INFO,
          () -> "agent: Join completed. Synced with %d initial agents".formatted(contacted));
      return "";
    } catch (SwimException | SerfException e) {
      return String.valueOf(e.getMessage()).strip();
    }
  }

  /** Whether the only seed that answered was this agent itself, though there are others. */
  private boolean isAlone() {
    return addresses.size() > 1 && agent.serf().members().size() == 1;
  }
}
