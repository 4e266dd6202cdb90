package io.kserf.interop;

import static io.kserf.interop.Pool.awaitAllAlive;
import static io.kserf.interop.Pool.awaitStatus;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an init system sends to an agent, of either kind, means the same to both and to the pool.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(
    value = Binary.class,
    names = {"SERF", "KSERF"})
class SignalsIT {
  @RegisterExtension final Pool pool = new Pool();

  @Parameter Binary binary;

  private AgentPeer agent;
  private LibraryPeer observer;

  @BeforeEach
  void join() {
    agent = pool.agent("agent", binary, Binary.SERF);
    observer = pool.library("observer");
    observer.join(agent);
    awaitAllAlive(observer, agent);
  }

  @Test
  void anInterruptIsALeave() {
    assertThat(agent.signal("INT")).isZero();

    awaitStatus(observer, agent, "left");
  }

  @Test
  void aTerminationIsAFailure() {
    assertThat(agent.signal("TERM")).isEqualTo(1);

    awaitStatus(observer, agent, "failed");
  }

  @Test
  void aHangupIsNoEnd() {
    agent.hangUp();

    awaitAllAlive(observer, agent);
  }
}
