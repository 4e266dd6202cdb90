package io.kserf.operator.agents;

import java.time.Duration;

/**
 * How long the operator waits for agents.
 *
 * @param connect for a connection and its handshake
 * @param call for an answer that an agent has at hand
 * @param work for an answer that takes the agent some gossip, such as to a join
 * @param refresh between two questions to an agent that streams no news
 * @param settle after news, before the agent is asked: news comes in bursts
 * @param backoffMin before the second attempt to connect
 * @param backoffMax between attempts to connect
 */
public record Timings(
    Duration connect,
    Duration call,
    Duration work,
    Duration refresh,
    Duration settle,
    Duration backoffMin,
    Duration backoffMax) {

  public static final Timings DEFAULT =
      new Timings(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofSeconds(10));
}
