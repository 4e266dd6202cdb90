package io.kserf.operator.agents;

import io.kserf.operator.view.AgentView;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one agent.
 *
 * @param answers whether it answered its last call
 * @param since when it began to answer, or ceased to
 * @param problem why it does not answer, in one line; null if it does or was not asked yet
 * @param view the pool as it sees it; null if it does not answer or was not asked for it
 */
public record AgentReport(
    Agent agent,
    boolean answers,
    Instant since,
    @Nullable String problem,
    @Nullable AgentView view) {

  static AgentReport unheard(Agent agent, Instant now) {
    return new AgentReport(agent, false, now, null, null);
  }

  AgentReport answering(@Nullable AgentView seen, Instant now) {
    return new AgentReport(agent, true, answers ? since : now, null, seen);
  }

  /** An agent that does not answer has no say any more. */
  AgentReport silent(String why, Instant now) {
    return new AgentReport(agent, false, answers ? now : since, why, null);
  }

  public Optional<AgentView> viewIfAsked() {
    return Optional.ofNullable(view);
  }
}
