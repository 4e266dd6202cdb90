package io.kserf.daemon.http;

import io.kserf.daemon.agent.Agent;
import io.kserf.daemon.rpc.RpcServer;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The agent that health and metrics are about; none until it has started. */
@Singleton
public class Shown {
  private volatile Optional<Running> running = Optional.empty();

  /** What runs. */
  record Running(Agent agent, RpcServer rpc) {}

  void set(Agent agent, RpcServer rpc) {
    running = Optional.of(new Running(agent, rpc));
  }

  Optional<Running> running() {
    return running;
  }
}
