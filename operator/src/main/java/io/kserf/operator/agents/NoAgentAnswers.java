package io.kserf.operator.agents;

/** Nothing was sent, because no agent could be reached. */
public final class NoAgentAnswers extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoAgentAnswers(String message) {
    super(message);
  }
}
