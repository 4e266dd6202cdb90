package io.kserf.daemon.agent;

import io.kserf.daemon.config.Endpoint;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;

/** The agent cannot start. The message says at which step and why, in Serf's words. */
public final class AgentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private AgentException(String message) {
    super(message);
  }

  /** Something that the configuration names is missing or does not fit. */
  static AgentException setup(String why) {
    return new AgentException("Failed to setup the Serf agent: " + why);
  }

  /** The member itself could not be made. */
  static AgentException start(String why) {
    return new AgentException("Failed to start the Serf agent: Error creating Serf: " + why);
  }

  /**
   * A port of the agent's own cannot be opened; the cause is told as Go tells it.
   *
   * @param what what is served there
   */
  public static AgentException listener(String what, Endpoint endpoint, IOException cause) {
    return new AgentException(
        "Error starting %s listener: listen tcp %s: %s".formatted(what, endpoint, reasonOf(cause)));
  }

  private static String reasonOf(IOException cause) {
    String message = String.valueOf(cause.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    for (String known :
        new String[] {
          "address already in use", "cannot assign requested address", "permission denied"
        }) {
      if (lower.contains(known)) {
        return "bind: " + known;
      }
    }
    return cause instanceof UnknownHostException ? "no such host" : message;
  }
}
