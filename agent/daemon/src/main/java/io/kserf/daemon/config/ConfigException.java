package io.kserf.daemon.config;

/**
 * The configuration cannot be used. The message is Serf's where Serf has one, and fit to be shown
 * to a user as it is.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
