package io.kserf.daemon.agent;

import io.kserf.daemon.config.Endpoint;
import io.kserf.daemon.config.Setting;
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
   * @param setting where the user said so
   */
  public static AgentException listener(
      String what, Setting<String> setting, Endpoint endpoint, IOException cause) {
    return new AgentException(
        "Error starting %s listener: listen tcp %s: %s"
            .formatted(what, endpoint, reasonOf(cause, setting)));
  }

  private static String reasonOf(IOException cause, Setting<String> setting) {
    String message = String.valueOf(cause.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("address already in use")) {
      return "bind: address already in use (another process has it: stop that one, or give "
          + setting
          + " another port)";
    }
    if (lower.contains("cannot assign requested address")) {
      return "bind: cannot assign requested address (it is not an address of this machine: give "
          + setting
          + " one that is)";
    }
    if (lower.contains("permission denied")) {
      return "bind: permission denied (ports below 1024 are for root: give "
          + setting
          + " a higher one)";
    }
    return cause instanceof UnknownHostException
        ? "no such host (is the name in " + setting + " right?)"
        : message;
  }
}
